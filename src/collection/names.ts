/** File names of articles: one for life, and never two alike. */
import { fileName } from "../emit/file-name.ts";
import type { Article, DocumentId } from "../types.ts";
import { outputNameOf } from "./index-lines.ts";
import type { Row } from "./rows.ts";

export class NameBook {
  readonly #taken = new Map<string, DocumentId>();

  /** `rows`: documents whose names are taken. */
  constructor(rows: readonly Row[]) {
    for (const row of rows) {
      const name = outputNameOf(row);
      if (name !== undefined) this.#taken.set(name, row.id);
    }
  }

  /** A name for an article that has none. */
  take(article: Pick<Article, "id" | "metadata">): string {
    const short = fileName(article);
    const name = (this.#taken.get(short) ?? article.id) === article.id ? short : fileName(article, article.id.length);
    this.#taken.set(name, article.id);
    return name;
  }

  /** The document has this name no more. */
  release(name: string, id: DocumentId): void {
    if (this.#taken.get(name) === id) this.#taken.delete(name);
  }

  isTaken(name: string): boolean {
    return this.#taken.has(name);
  }
}
