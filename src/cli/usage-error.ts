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
