/** Drops of made-up articles on the disk, as scrapers leave them: files of text, files of HTML, or one JSONL. Written as they are made. */
import { closeSync, mkdirSync, openSync, writeFileSync, writeSync } from "node:fs";
import { dirname, join } from "node:path";
import { makeArticles, type MadeArticle } from "./corpus.ts";

export type DropKind = "text" | "html" | "jsonl";

export interface DropShape {
  readonly kind: DropKind;
  readonly documents: number;
  /** Bytes of an article's text on the average. */
  readonly size: number;
  readonly seed?: number;
}

/** Bytes that a made-up word takes, with the space after it. */
const WORD_BYTES = 7.75;
/** Shortest and longest article, as shares of the average. */
const SHORTEST = 0.42;
const LONGEST = 1.58;

/** Folders of at most so many files: what scrapers make. */
const FILES_A_FOLDER = 1_000;
/** Titles that an HTML page links to. */
const RELATED = 8;

/** Writes a drop; the bytes of it. */
export function writeDrop(folder: string, shape: DropShape): number {
  mkdirSync(folder, { recursive: true });
  return shape.kind === "jsonl" ? writeLines(join(folder, "drop.jsonl"), shape) : writeFiles(folder, shape);
}

function articlesOf({ documents, size, seed = 1 }: DropShape): Generator<MadeArticle> {
  const words = size / WORD_BYTES;
  return makeArticles(documents, { seed, words: [Math.round(words * SHORTEST), Math.round(words * LONGEST)] });
}

function writeLines(path: string, shape: DropShape): number {
  const file = openSync(path, "w");
  let bytes = 0;
  let id = 0;
  for (const { title, text } of articlesOf(shape)) bytes += writeSync(file, `${JSON.stringify({ id: id++, title, text })}\n`);
  closeSync(file);
  return bytes;
}

function writeFiles(folder: string, shape: DropShape): number {
  const { kind } = shape;
  let bytes = 0;
  let i = 0;
  const titles: string[] = [];
  for (const article of articlesOf(shape)) {
    const name = `${String(i).padStart(7, "0")}.${kind === "text" ? "txt" : "html"}`;
    const path = join(folder, String(Math.floor(i / FILES_A_FOLDER)).padStart(4, "0"), name);
    if (i % FILES_A_FOLDER === 0) mkdirSync(dirname(path), { recursive: true });
    const page = kind === "text" ? textPage(article) : htmlPage(article, i, titles);
    bytes += Buffer.byteLength(page);
    writeFileSync(path, page);
    titles.push(article.title);
    if (titles.length > RELATED) titles.shift();
    i++;
  }
  return bytes;
}

const MENU = ["Home", "News", "Sport", "Business", "Culture", "Weather", "Contact"];

/** As a scraper leaves it: the words of the page, and those around them. */
function textPage({ title, text }: MadeArticle): string {
  return `${MENU.join("\n")}\n\n${title}\n\n${text}\n\nShare this article\nFollow us\n© 2026 Example Media. All rights reserved.\n`;
}

function htmlPage({ title, text }: MadeArticle, i: number, others: readonly string[]): string {
  const escaped = (plain: string): string => plain.replace(/&/g, "&amp;").replace(/</g, "&lt;");
  const paragraphs = text.split(/\n+/).map((line) => `<p>${escaped(line)}</p>`);
  const related = others.map((other, k) => `<li><a href="/a/${i - k - 1}">${escaped(other)}</a></li>`);
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${escaped(title)} | Example</title>
<link rel="canonical" href="https://news${i % 50}.example/a/${i}"><meta property="og:title" content="${escaped(title)}">
<script>window.dataLayer = [${"0,".repeat(200)}];</script></head><body>
<nav><ul>${MENU.map((name) => `<li><a href="/${name.toLowerCase()}">${name}</a></li>`).join("")}</ul></nav>
<main><article><h1>${escaped(title)}</h1>${paragraphs.join("\n")}</article>
<aside class="related"><h2>Read more</h2><ul>${related.join("")}</ul></aside></main>
<footer><p>© 2026 Example Media. All rights reserved.</p><p><a href="/imprint">Imprint</a> <a href="/privacy">Privacy</a></p></footer></body></html>`;
}
