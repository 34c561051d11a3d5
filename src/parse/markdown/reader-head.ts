/** The lines that reading services put before the Markdown they make of a page ("Title: …", "URL Source: …", "Markdown Content:"). */
import type { Claim } from "../../types.ts";

export interface ReaderHead {
  readonly claims: readonly Claim[];
  /** The Markdown below the head; the lines of the head are empty, so that all others keep their numbers. */
  readonly body: string;
}

/** Lines of which the head is one of the first. */
const HEAD_LINES_MAX = 24;
const HEAD = /^(?:\s*[A-Z][A-Za-z ]{2,30}:[^\n]*\n)+?\s*Markdown Content:[ \t]*(?:\n|$)/;
const FIELD = /^([A-Z][A-Za-z ]{2,30}):[ \t]*(\S.*)$/;
/** Before the text of each picture. */
const IMAGE_NUMBER = /!\[Image \d{1,5}(?::[ \t]*)?/g;

/** What each line says; the title is that of the page's own head, with the name of the site in it. */
const FIELDS: ReadonlyMap<string, Pick<Claim, "field" | "from" | "confidence">> = new Map([
  ["title", { field: "title", from: "title element", confidence: 0.6 }],
  ["url source", { field: "url", from: "front matter", confidence: 0.97 }],
  ["published time", { field: "published", from: "meta", confidence: 0.9 }],
] as const);

/** The head that a text begins with, if it has one. */
export function readReaderHead(text: string): ReaderHead | undefined {
  const start = text.slice(0, 4096).replace(/\r\n?/g, "\n").split("\n", HEAD_LINES_MAX).join("\n");
  const head = /^\uFEFF?\s*(?:Title|URL Source):/.test(start) ? HEAD.exec(`${start.replace(/^\uFEFF/, "")}\n`)?.[0] : undefined;
  if (head === undefined) return undefined;
  const lines = head.trimEnd().split("\n");
  const claims = lines.flatMap((line): Claim[] => {
    const [, name = "", value = ""] = FIELD.exec(line.trim()) ?? [];
    const row = FIELDS.get(name.toLowerCase());
    if (row === undefined || (row.field === "url" && !/^https?:\/\//i.test(value))) return [];
    return [{ ...row, value: value.trim().normalize("NFC"), block: undefined }];
  });
  const body = text.split(/\r\n?|\n/).slice(lines.length);
  return { claims, body: "\n".repeat(lines.length) + body.join("\n").replace(IMAGE_NUMBER, "![") };
}
