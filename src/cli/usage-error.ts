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

/** Throws UsageError where an input has no name: a variable that is not set would stand for the folder one is in. */
export function checkNamed(inputs: readonly string[]): void {
  if (inputs.includes("")) throw new UsageError("an input has no name", 'Is a variable not set? The folder you are in is ".".');
}
