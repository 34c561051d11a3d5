/** The catalogue of messages about a document: code, severity, text. The page in docs/reference is generated from it. */
import type { Notice, Severity } from "./types.ts";

export type NoticeCode =
  | "encoding-fallback"
  | "encoding-replaced"
  | "mojibake-repaired"
  | "depth-capped"
  | "attributes-capped"
  | "blocks-capped"
  | "body-from-data"
  | "references-resolved"
  | "running-heads"
  | "link-numbers"
  | "front-matter-ignored"
  | "kept-implausible"
  | "cluster-implausible"
  | "better-copy"
  | "better-copy-here";

export interface NoticeRow {
  readonly severity: Severity;
  /** What the detail stands for, for the docs. */
  readonly detail: string;
  readonly text: (detail: string) => string;
}

export const NOTICES: Readonly<Record<NoticeCode, NoticeRow>> = {
  "encoding-fallback": {
    severity: "warning",
    detail: "encoding",
    text: (detail) => `the encoding was neither declared nor certain; read as ${detail}`,
  },
  "encoding-replaced": {
    severity: "warning",
    detail: "number of characters",
    text: (detail) =>
      `${detail} ${detail === "1" ? "character could not be decoded and shows" : "characters could not be decoded and show"} as U+FFFD`,
  },
  "mojibake-repaired": {
    severity: "info",
    detail: "the two encodings",
    text: (detail) => `text that had been decoded wrongly before was repaired (${detail})`,
  },
  "depth-capped": {
    severity: "warning",
    detail: "levels",
    text: (detail) => `elements nested deeper than ${detail} levels were flattened`,
  },
  "attributes-capped": {
    severity: "warning",
    detail: "attributes",
    text: (detail) => `an element with more than ${detail} attributes was cut`,
  },
  "blocks-capped": {
    severity: "warning",
    detail: "blocks",
    text: (detail) => `the page has more than ${detail} blocks; the rest was left out`,
  },
  "body-from-data": {
    severity: "info",
    detail: "none",
    text: () => "the page shows less than half of its article; the rest was read from the data in its scripts",
  },
  "references-resolved": {
    severity: "info",
    detail: "how many",
    text: (detail) => `references to characters that stood in the text (&amp; and the like: ${detail}) were resolved`,
  },
  "running-heads": {
    severity: "info",
    detail: "how many",
    text: (detail) => `running heads, feet and numbers of printed pages (${detail}) were left out`,
  },
  "link-numbers": {
    severity: "info",
    detail: "how many",
    text: (detail) => `a text browser's numbers of links (${detail}) and its list of their addresses were left out`,
  },
  "front-matter-ignored": { severity: "warning", detail: "reason", text: (detail) => `the front matter was left as text: ${detail}` },
  "cluster-implausible": {
    severity: "warning",
    detail: "size and canonical",
    text: (detail) => `a cluster is larger than its titles explain (${detail}); look at it before you trust it`,
  },
  "kept-implausible": {
    severity: "warning",
    detail: "what was implausible",
    text: (detail) => `what the labeller kept was implausible (${detail}); the best span was kept instead`,
  },
  "better-copy": {
    severity: "info",
    detail: "the copy",
    text: (detail) => `${detail} came later and is the better copy; this one was written first and stays (--refresh chooses anew)`,
  },
  "better-copy-here": {
    severity: "info",
    detail: "none",
    text: () => "this copy is better than the one that is kept, which was written by an earlier run (--refresh chooses anew)",
  },
};

/** A notice of the catalogue. `detail` comes from the input and is shown to people: printers remove controls, not this function. */
export function notice(code: NoticeCode, detail = ""): Notice {
  const row = NOTICES[code];
  return { code, severity: row.severity, message: row.text(detail) };
}
