/** Texts on demand, and their letters: only candidate pairs are ever read again. */
import { lettersOf, type Letters } from "./letters.ts";

/** Where the stage gets the texts of rows from. Synchronous: a pair costs less than a promise. */
export interface Library {
  /** The text of a row, as it was sketched. */
  readonly text: (row: number) => string;
  readonly title: (row: number) => string | undefined;
}

/** Letters kept at hand, all texts together: 2 bytes each. Neighbours in the order of work meet the same texts again and again. */
const CACHED_LETTERS_MAX = 24_000_000;

/** The letters of rows, with those used last kept at hand. */
export class Shelf {
  private readonly library: Library;
  private readonly kept = new Map<number, Letters>();
  private letters = 0;

  constructor(library: Library) {
    this.library = library;
  }

  title(row: number): string | undefined {
    return this.library.title(row);
  }

  text(row: number): string {
    return this.library.text(row);
  }

  of(row: number): Letters {
    const kept = this.kept.get(row);
    if (kept !== undefined) {
      // A Map keeps the order of insertion: the row used last goes to its end.
      this.kept.delete(row);
      this.kept.set(row, kept);
      return kept;
    }
    const letters = lettersOf(this.library.text(row), { offsets: false });
    this.kept.set(row, letters);
    this.letters += letters.count;
    for (const [oldest, old] of this.kept) {
      if (this.letters <= CACHED_LETTERS_MAX || oldest === row) break;
      this.kept.delete(oldest);
      this.letters -= old.count;
    }
    return letters;
  }
}
