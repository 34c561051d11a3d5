/** Outcome → record `ingest.record/1`: what `--json` prints and the manifest holds. */
import type { Options } from "../options.ts";
import { DEFAULTS } from "../options.ts";
import type { Article, BlockClass, BlockKind, ClaimOrigin, Encoding, Format, Match, Metadata, Outcome, Relation } from "../types.ts";

export const RECORD_SCHEMA = "ingest.record/1";

export type Status = "article" | "duplicate" | "skipped" | "failed";

/** The fields whose origin and confidence a record tells. */
export type FactName = "title" | "authors" | "published" | "modified" | "language" | "url" | "site" | "description";

/** One value for each field that has one. */
export type PerFact<T> = { readonly [name in FactName]?: T | undefined };

export interface RecordInput {
  readonly path: string;
  /** What stands after "#" in the record's name; null when the whole source is the record. */
  readonly record: string | null;
  /** The record's own key: JSONL `id`, WARC-Record-ID. */
  readonly key: string | null;
  readonly bytes: number;
  readonly sha256: string;
  readonly format: Format | null;
  readonly encoding: { readonly name: string; readonly how: Encoding["how"] } | null;
  readonly fetched_at: string | null;
}

export interface RecordBlock {
  readonly index: number;
  readonly kind: BlockKind;
  readonly kept: boolean;
  readonly class: BlockClass;
  readonly rule: string;
  readonly score: number;
  readonly detail: string;
  readonly text: string;
}

export interface RecordMatch {
  readonly relation: Relation;
  readonly coverage: { readonly this: number; readonly other: number };
  readonly differing: readonly string[];
}

/** The options that can change what comes out, as they were in this run. */
export interface RecordOptions {
  readonly clean: boolean;
  readonly dedupe: boolean;
  readonly site_memory: boolean;
  readonly favor: Options["favor"];
  readonly threshold: number;
  readonly prefer: Options["prefer"];
  readonly title_heading: boolean;
  readonly format: Format | null;
  readonly encoding: string | null;
  /** Names of record fields that were given; null when none was. */
  readonly fields: Readonly<Record<string, string>> | null;
  readonly same: Options["same"];
  readonly different: Options["different"];
  readonly prefer_sources: readonly string[];
  /** Limits that are not the defaults; null when all are. */
  readonly limits: Readonly<Record<string, number>> | null;
}

/** One record. Every key is always there; null is "not known" or "not asked for"; no key ever changes its type. */
export interface IngestRecord {
  readonly schema: typeof RECORD_SCHEMA;
  readonly id: string;
  readonly status: Status;
  readonly reason: string | null;
  readonly input: RecordInput;
  readonly title: string | null;
  readonly authors: readonly string[];
  readonly published: string | null;
  readonly modified: string | null;
  readonly language: string | null;
  readonly url: string | null;
  readonly site: string | null;
  readonly description: string | null;
  readonly origins: PerFact<ClaimOrigin>;
  readonly confidence: PerFact<number>;
  readonly markdown: string | null;
  readonly text: string | null;
  readonly word_count: number | null;
  readonly blocks: readonly RecordBlock[] | null;
  readonly cluster: string | null;
  readonly duplicate_of: string | null;
  readonly match: RecordMatch | null;
  readonly duplicates: readonly string[];
  readonly related: readonly ({ readonly id: string } & RecordMatch)[];
  readonly warnings: readonly { readonly code: string; readonly message: string }[];
  readonly output: string | null;
  readonly tool: { readonly version: string; readonly options: RecordOptions };
}

/** What a record tells beside its outcome. */
export interface RecordContext {
  readonly options: Options;
  readonly version: string;
  /** The body in Markdown; undefined where there is no article. */
  readonly markdown: string | undefined;
  /** Name of the file in the output folder; undefined when none is written. */
  readonly output: string | undefined;
}

/** The record of an outcome. Pure; linear in the article. */
export function toRecord(outcome: Outcome, context: RecordContext): IngestRecord {
  const { article, fate, provenance } = outcome;
  const metadata = article?.metadata;
  return {
    schema: RECORD_SCHEMA,
    id: outcome.id,
    status: fate.kind,
    reason: reasonOf(outcome),
    input: {
      path: provenance.source,
      record: provenance.record?.label ?? null,
      key: outcome.key ?? null,
      bytes: provenance.bytes,
      sha256: provenance.sha256,
      format: article?.format ?? null,
      encoding: article === undefined ? null : { name: article.encoding.name, how: article.encoding.how },
      fetched_at: provenance.fetchedAt ?? null,
    },
    title: metadata?.title?.value ?? null,
    authors: metadata?.authors?.value ?? [],
    published: metadata?.published?.value ?? null,
    modified: metadata?.modified?.value ?? null,
    language: metadata?.language?.value ?? null,
    url: metadata?.url?.value ?? provenance.url ?? null,
    site: metadata?.site?.value ?? null,
    description: metadata?.description?.value ?? null,
    origins: facts(metadata, (fact) => fact.from),
    confidence: facts(metadata, (fact) => round(fact.confidence)),
    markdown: context.markdown ?? null,
    text: article?.text ?? null,
    word_count: article?.wordCount ?? null,
    blocks: context.options.blocks && article !== undefined ? recordBlocks(article) : null,
    cluster: outcome.cluster ?? null,
    duplicate_of: fate.kind === "duplicate" ? fate.of : null,
    match: outcome.match === undefined ? null : recordMatch(outcome.match, outcome.id),
    duplicates: outcome.duplicates.map((copy) => copy.id),
    related: outcome.related.map((match) => ({ id: match.a === outcome.id ? match.b : match.a, ...recordMatch(match, outcome.id) })),
    warnings: outcome.notices.map(({ code, message }) => ({ code, message })),
    output: context.output ?? null,
    tool: { version: context.version, options: recordOptions(context.options) },
  };
}

const NOT_IN_MANIFEST: ReadonlySet<string> = new Set(["markdown", "text", "blocks"]);

/** The same record without what the files hold already: a line of manifest.ndjson. */
export function toManifestRecord(record: IngestRecord): object {
  return Object.fromEntries(Object.entries(record).filter(([key]) => !NOT_IN_MANIFEST.has(key)));
}

/** One line of NDJSON. U+2028 and U+2029 are escaped: they are line ends to some readers of lines. */
export function toLine(record: object): string {
  return `${JSON.stringify(record).replace(/[\u2028\u2029]/g, (c) => (c === "\u2028" ? "\\u2028" : "\\u2029"))}\n`;
}

function reasonOf(outcome: Outcome): string | null {
  switch (outcome.fate.kind) {
    case "article":
      return outcome.keptBecause ?? null;
    case "duplicate":
      return outcome.match?.rule ?? null;
    case "skipped":
    case "failed":
      return outcome.fate.reason;
  }
}

type AnyFact = NonNullable<Metadata[FactName]>;

function facts<T>(metadata: Metadata | undefined, pick: (fact: AnyFact) => T): PerFact<T> {
  const picked: { [name in FactName]?: T } = {};
  if (metadata === undefined) return picked;
  const names: readonly FactName[] = ["title", "authors", "published", "modified", "language", "url", "site", "description"];
  for (const name of names) {
    const fact = metadata[name];
    if (fact !== undefined) picked[name] = pick(fact);
  }
  return picked;
}

function recordBlocks(article: Article): RecordBlock[] {
  return article.blocks.map(({ block, decision }) => ({
    index: block.index,
    kind: block.kind,
    kept: decision.keep,
    class: decision.class,
    rule: decision.rule,
    score: round(decision.score),
    detail: decision.reasons.join("; "),
    text: block.text,
  }));
}

function recordMatch(match: Match, id: string): RecordMatch {
  const isA = match.a === id;
  return {
    relation: match.relation,
    coverage: { this: round(isA ? match.coverage.a : match.coverage.b), other: round(isA ? match.coverage.b : match.coverage.a) },
    differing: match.differing,
  };
}

function recordOptions(options: Options): RecordOptions {
  const fields = Object.entries(options.fields).filter((entry): entry is [string, string] => entry[1] !== undefined);
  const defaults = new Map<string, number>(Object.entries(DEFAULTS.limits));
  const limits = Object.entries(options.limits).filter(([name, limit]) => limit !== defaults.get(name));
  return {
    clean: options.clean,
    dedupe: options.dedupe,
    site_memory: options.siteMemory,
    favor: options.favor,
    threshold: options.threshold,
    prefer: options.prefer,
    title_heading: options.titleHeading,
    format: options.format ?? null,
    encoding: options.encoding ?? null,
    fields: fields.length === 0 ? null : Object.fromEntries(fields),
    same: options.same,
    different: options.different,
    prefer_sources: options.preferSources,
    limits: limits.length === 0 ? null : Object.fromEntries(limits.map(([name, limit]) => [limitKey(name), limit])),
  };
}

/** "recordBytesMax" → "record_bytes". */
function limitKey(name: string): string {
  return name.replace(/Max$/, "").replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

/** Four decimals: more would be noise, and would tie the bytes to the order of additions. */
function round(value: number): number {
  return Math.round(value * 10_000) / 10_000;
}
