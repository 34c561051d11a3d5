/**
 * The only door to gray-matter, which left to itself runs code: heads named `js` are evaluated whatever engines are given, and its cache
 * returns a broken file as a success the second time. Here the fences are found first, only a plain `---` head reaches it, every engine
 * but YAML throws, and options are always given, which keeps the cache out of it. Heads in TOML have fences of their own.
 */
import matter from "gray-matter";
import { parseDocument } from "yaml";
import { readToml } from "./toml-head.ts";

/** What stands between the fences, with the keys in their order; scalars are strings as they stand there, beside lists and maps. */
export interface FrontMatter {
  readonly data: Readonly<Record<string, unknown>>;
  /** The text after the closing fence. */
  readonly body: string;
}

/** Why a head was left as text. */
export interface NoFrontMatter {
  /** undefined: there is no head at all. */
  readonly reason: string | undefined;
  readonly body: string;
}

export interface FrontMatterLimits {
  /** Bytes of the head in UTF-8; longer ones stay text. */
  readonly frontMatterBytesMax: number;
}

/** Times that an alias may be followed: real heads have none or a few. */
const ALIASES_MAX = 50;
/** Levels of a value: real heads have three. Deeper ones cost the reader its stack. */
const DEPTH_MAX = 32;

/** `---`, a head of at least one line, and `---` or `...`, at the very start of the text. Text after the first fence names an engine. */
const OPENING = /^\ufeff?---([^\n]*)\n/;
const CLOSING = /^(?:---|\.\.\.)[ \t]*(?:\n|$)/m;
/** The fences of a head in TOML. */
const TOML_OPENING = /^\ufeff?\+\+\+[ \t]*\n/;
const TOML_CLOSING = /^\+\+\+[ \t]*(?:\n|$)/m;

function refuse(): never {
  throw new Error("only YAML heads are read");
}

const ENGINES = {
  yaml: { parse: parseYaml },
  json: { parse: refuse },
  javascript: { parse: refuse },
  js: { parse: refuse },
  coffee: { parse: refuse },
  coffeescript: { parse: refuse },
  cson: { parse: refuse },
  toml: { parse: refuse },
};

/** Reads the head of a text; never throws. What is no head, or a head that must not be read, comes back as text with the reason. */
export function readFrontMatter(text: string, limits: FrontMatterLimits): FrontMatter | NoFrontMatter {
  const unified = text.includes("\r") ? text.replace(/\r\n?/g, "\n") : text;
  const opening = OPENING.exec(unified);
  if (opening === null) return tomlFrontMatter(unified, text, limits) ?? { reason: undefined, body: text };
  const engine = (opening[1] ?? "").trim();
  const start = opening[0].length;
  const window = unified.slice(start, start + limits.frontMatterBytesMax + 8);
  const closing = CLOSING.exec(window);
  if (closing === null) {
    // A rule at the head of a text is no head.
    const isLong = unified.length - start > limits.frontMatterBytesMax && CLOSING.test(unified.slice(start));
    return { reason: isLong ? `longer than ${limits.frontMatterBytesMax} bytes` : undefined, body: text };
  }
  if (engine !== "" && engine.toLowerCase() !== "yaml" && engine.toLowerCase() !== "yml")
    return { reason: `it names the engine "${engine.slice(0, 40)}"`, body: text };
  const head = window.slice(0, closing.index);
  if (Buffer.byteLength(head) > limits.frontMatterBytesMax)
    return { reason: `longer than ${limits.frontMatterBytesMax} bytes`, body: text };
  if (head.startsWith("---") || head.includes("\n---")) return { reason: "it holds several documents", body: text };
  const body = unified.slice(start + closing.index + closing[0].length);
  try {
    const { data } = matter({ content: `---\n${head.replace(/\n?$/, "\n")}---\n` }, { engines: ENGINES, language: "yaml" });
    return isRecord(data) ? { data, body } : { reason: "it is no list of keys and values", body: text };
  } catch (error) {
    return { reason: error instanceof Error ? (error.message.split("\n", 1)[0] ?? "") : "it is broken", body: text };
  }
}

/** A head in TOML; undefined: there is none. */
function tomlFrontMatter(
  unified: string,
  text: string,
  { frontMatterBytesMax }: FrontMatterLimits,
): FrontMatter | NoFrontMatter | undefined {
  const opening = TOML_OPENING.exec(unified)?.[0];
  if (opening === undefined) return undefined;
  const window = unified.slice(opening.length, opening.length + frontMatterBytesMax);
  const closing = TOML_CLOSING.exec(window);
  if (closing === null) return undefined;
  try {
    return { data: readToml(window.slice(0, closing.index)), body: unified.slice(opening.length + closing.index + closing[0].length) };
  } catch (error) {
    return { reason: error instanceof Error ? error.message : "it is broken", body: text };
  }
}

/** Is it front matter that was read? */
export function isFrontMatter(result: FrontMatter | NoFrontMatter): result is FrontMatter {
  return "data" in result;
}

function parseYaml(head: string): object {
  if (nestingOf(head) > DEPTH_MAX) throw new Error(`nested deeper than ${DEPTH_MAX} levels`);
  // In the failsafe schema every scalar is the string that stands there: 01234, no and 1:30 are not retyped.
  const document = parseDocument(head, { schema: "failsafe", merge: false, uniqueKeys: false, stringKeys: true, logLevel: "silent" });
  const [problem] = document.errors;
  if (problem !== undefined) throw problem;
  const value: unknown = document.toJS({ maxAliasCount: ALIASES_MAX });
  if (!isRecord(value)) throw new Error("it is no list of keys and values");
  return value;
}

/** An upper bound on how deep the values of a head nest, by brackets, by list dashes on one line and by steps of indentation. */
function nestingOf(head: string): number {
  let brackets = 0;
  let deepest = 0;
  for (let index = 0; index < head.length; index++) {
    const unit = head.charAt(index);
    if (unit === "[" || unit === "{") deepest = Math.max(deepest, ++brackets);
    else if ((unit === "]" || unit === "}") && brackets > 0) brackets--;
  }
  const indents = new Set<number>();
  for (const line of head.split("\n")) {
    const lead = /^[ \t]*((?:[-?:][ \t]+)*)/.exec(line);
    indents.add(lead?.[0].length ?? 0);
    deepest = Math.max(deepest, lead?.[1]?.replace(/[ \t]/g, "").length ?? 0);
  }
  return Math.max(deepest, indents.size);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
