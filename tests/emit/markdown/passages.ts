/** Passages and articles for tests. */
import type { Article, DocumentId, Mark, Nesting, Passage } from "../../../src/types.ts";

export function passage(text: string, rest: Partial<Passage> = {}): Passage {
  return { kind: "paragraph", level: 0, text, marks: [], nesting: [], cell: undefined, image: undefined, breaks: [], ...rest };
}

export function mark(kind: Mark["kind"], start: number, end: number, href?: string): Mark {
  return { kind, start, end, href };
}

export function step(kind: Nesting["kind"], id: number, list: number, ordinal = 0): Nesting {
  return { kind, id, list, ordinal };
}

export function article(body: readonly Passage[], title?: string): Article {
  return {
    id: "0123456789abcdef" as DocumentId,
    provenance: { source: "a.html", record: undefined, url: undefined, fetchedAt: undefined, sha256: "", bytes: 0 },
    key: undefined,
    format: "html",
    encoding: { name: "utf-8", how: "utf-8" },
    metadata: {
      title: title === undefined ? undefined : { value: title, from: "title element", confidence: 1 },
      authors: undefined,
      published: undefined,
      modified: undefined,
      language: undefined,
      url: undefined,
      site: undefined,
      description: undefined,
      claims: [],
    },
    blocks: [],
    parted: undefined,
    body,
    text: body.map(({ text }) => text).join("\n\n"),
    wordCount: 0,
    notices: [],
  };
}
