/** Numbers in sequence, to tell times and dates without regular expressions. */

const COLON = 0x3a;
const PERIOD = 0x2e;
const SLASH = 0x2f;
const HYPHEN = 0x2d;
const YEAR_SIGN = 0x5e74;

/** Told of every digit of a text, of what follows each number, and of what stands elsewhere. */
export class Numbers {
  hasTime = false;
  hasYear = false;
  hasDate = false;
  private length = 0;
  private value = 0;
  private previousLength = 0;
  private beforePreviousLength = 0;
  private separator = 0;
  private previousSeparator = 0;

  digit(unit: number): void {
    this.length++;
    this.value = this.length > 6 ? this.value : this.value * 10 + (unit - 0x30);
  }

  /** A number ends; `next` follows it. */
  end(next: number): void {
    if (this.length === 0) return;
    const { length, value, separator } = this;
    if (length === 4 && value >= 1900 && value < 2100) this.hasYear = true;
    if (length === 2 && (separator === COLON || separator === PERIOD) && this.previousLength >= 1 && this.previousLength <= 2)
      this.hasTime = true;
    if (separator !== 0 && separator !== COLON && this.previousSeparator !== 0 && this.previousSeparator !== COLON) {
      const dayFirst = this.beforePreviousLength <= 2 && this.previousLength <= 2 && (length === 4 || length === 2);
      const yearFirst = this.beforePreviousLength === 4 && this.previousLength <= 2 && length <= 2;
      if (dayFirst || yearFirst) this.hasDate = true;
    }
    if (next === YEAR_SIGN && length === 4) this.hasDate = true;
    this.beforePreviousLength = this.previousLength;
    this.previousLength = length;
    this.previousSeparator = separator;
    this.separator = next === COLON || next === PERIOD || next === SLASH || next === HYPHEN ? next : 0;
    if (this.separator === 0) this.previousLength = 0;
    this.length = 0;
    this.value = 0;
  }

  /** Something other than a digit stands after a separator. */
  break(): void {
    this.separator = 0;
    this.previousLength = 0;
  }
}
