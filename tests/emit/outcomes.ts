/** Outcomes to write tests about. */
import { documentId } from "../../src/text/hash.ts";
import type { Article, Block, DocumentId, Fact, Labelled, Match, Metadata, Outcome, Provenance } from "../../src/types.ts";

export function fact<T>(value: T): Fact<T> {
  return { value, from: "meta", confidence: 0.876_543_21 };
}

export const NO_METADATA: Metadata = {
  title: undefined,
  authors: undefined,
  published: undefined,
  modified: undefined,
  language: undefined,
  url: undefined,
  site: undefined,
  description: undefined,
  claims: [],
};

export function idOf(source: string): DocumentId {
  return documentId({ source, record: undefined, sha256: "00" });
}

export function provenanceOf(source: string): Provenance {
  return { source, record: undefined, url: undefined, fetchedAt: undefined, sha256: "ab".repeat(32), bytes: 120 };
}

export function blockOf(index: number, text: string): Block {
  return {
    index,
    kind: "paragraph",
    level: 0,
    text,
    marks: [],
    joint: "paragraph",
    nesting: [],
    cell: undefined,
    image: undefined,
    wordCount: text.split(" ").length,
    linkWordCount: 0,
    scope: [],
    line: index,
  };
}

export function labelled(index: number, text: string, decision: Partial<Labelled["decision"]> = {}): Labelled {
  const keep = decision.keep ?? true;
  return {
    block: blockOf(index, text),
    decision: {
      keep,
      class: keep ? "content" : "menu",
      rule: "model",
      score: keep ? 0.98765 : 0.01234,
      reasons: ["long sentences", "no links"],
      ...decision,
    },
  };
}

export function articleOf(source: string, rest: Partial<Article> = {}): Article {
  const text = "The river rose.";
  return {
    id: idOf(source),
    provenance: provenanceOf(source),
    key: undefined,
    format: "text",
    encoding: { name: "utf-8", how: "utf-8" },
    metadata: NO_METADATA,
    blocks: [labelled(0, "Home News Contact", { keep: false }), labelled(1, text)],
    parted: undefined,
    body: [{ kind: "paragraph", level: 0, text, marks: [], nesting: [], cell: undefined, image: undefined, breaks: [] }],
    text,
    wordCount: 3,
    notices: [],
    ...rest,
  };
}

export function outcomeOf(source: string, rest: Partial<Outcome> = {}): Outcome {
  const article = articleOf(source);
  return {
    id: article.id,
    provenance: article.provenance,
    key: undefined,
    fate: { kind: "article" },
    article,
    markdown: undefined,
    words: undefined,
    cluster: undefined,
    match: undefined,
    duplicates: [],
    keptBecause: undefined,
    related: [],
    notices: [],
    ...rest,
  };
}

export function matchOf(a: string, b: string, rest: Partial<Match> = {}): Match {
  return {
    a: idOf(a),
    b: idOf(b),
    relation: "near",
    coverage: { a: 0.91234567, b: 0.5 },
    differing: ["12 ≠ 14"],
    rule: "enough in common",
    ...rest,
  };
}
