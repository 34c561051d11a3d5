/** A mistake of the person at the keyboard: it is told in a line, without a stack, and the command ends with status 2. */
export class UsageError extends Error {
  /** What to do next; undefined when the message says it all. */
  readonly hint: string | undefined;

  constructor(message: string, hint?: string) {
    super(message);
    this.name = "UsageError";
    this.hint = hint;
  }
}

/** Does the work; a mistake in it is told with the place that it was made in. */
export function blaming<T>(place: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof UsageError) throw new UsageError(place + error.message, error.hint);
    throw error;
  }
}
