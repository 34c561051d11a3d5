/** Outcome → Emission: the Markdown file and the record of one input record. */
import type { Options } from "../options.ts";
import type { Article, Outcome } from "../types.ts";
import { frontMatter } from "./front-matter.ts";
import { renderBody } from "./markdown/body.ts";
import { toRecord, type IngestRecord } from "./record.ts";

/** What the run knows beside the outcome. */
export interface EmitContext {
  readonly version: string;
  /** Name of the article's file in the output folder; undefined when no files are written. */
  readonly fileName: string | undefined;
}

export interface Emission {
  readonly record: IngestRecord;
  /** The Markdown file; undefined unless the record became an article. */
  readonly file: string | undefined;
}

/** Pure: the same outcome and options give the same bytes. */
export function emit(outcome: Outcome, options: Options, context: EmitContext): Emission {
  const { article } = outcome;
  const isArticle = outcome.fate.kind === "article";
  // A record has its title in a key of its own; only the file may show it as a heading.
  const markdown = article === undefined ? undefined : (outcome.markdown ?? renderBody(article, { titleHeading: false }));
  const record = toRecord(outcome, { options, version: context.version, markdown, output: isArticle ? context.fileName : undefined });
  if (!isArticle || article === undefined || markdown === undefined) return { record, file: undefined };
  const body = options.titleHeading ? renderBody(article, options) : markdown;
  return { record, file: markdownFile(article, outcome, body) };
}

/** Front matter and body as one file that ends in exactly one line feed. */
function markdownFile(article: Article, outcome: Outcome, body: string): string {
  return `---\n${frontMatter(article, outcome.duplicates)}---\n${body === "" ? "" : `\n${body.replace(/\n+$/, "")}\n`}`;
}
