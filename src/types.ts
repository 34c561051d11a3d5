/**
 * The values that flow through the program, in the order in which they come to be.
 *
 * Types only: this file imports nothing and has no code. Every value is readonly; a stage takes one and returns the next.
 * Facts that may be unknown are required keys of type `T | undefined`, so that a new field makes the compiler name every
 * place that must fill it in.
 */

declare const brand: unique symbol;

/** First 16 hex digits of SHA-256 over source, record locator and payload hash. Made only by `text/hash.ts`. */
export type DocumentId = string & { readonly [brand]: "DocumentId" };

// ── Read ────────────────────────────────────────────────────────────────────────────────────────────────────────────

/** A file, or standard input, that holds one or more records. */
export interface Source {
  /** Path below the deepest common parent of all arguments, "/"-separated; "<stdin>" for standard input. */
  readonly path: string;
  /** What the `io` port opens: an absolute path, or "-". Never shown, never written. */
  readonly address: string;
}

/** Where in its source a record lies. */
export interface RecordLocator {
  /** Place of the record in its source, from 0, counted over nested containers: what records are ordered by. */
  readonly ordinal: number;
  /** What a person types after "#" to name it: a line number ("12"), an entry ("a/b.html"), or both ("a.jsonl#12"). */
  readonly label: string;
}

/** Where the bytes of a document lie, precise enough to find them again. */
export interface Provenance {
  readonly source: string;
  /** undefined: the whole source is the record. */
  readonly record: RecordLocator | undefined;
  /** The address that the container gives for the record, as it stands there. */
  readonly url: string | undefined;
  /** When it was fetched, RFC 3339, where the container says so. */
  readonly fetchedAt: string | undefined;
  /** SHA-256, hex, of the record's bytes before decoding. */
  readonly sha256: string;
  /** Length of the record's bytes before decoding. */
  readonly bytes: number;
}

export type Format = "html" | "markdown" | "text";

/** Which encoding the bytes were read in, and how that was decided. */
export interface Encoding {
  /** WHATWG or iconv name, lower case: "utf-8", "windows-1252". */
  readonly name: string;
  readonly how: "bom" | "given" | "http" | "declared" | "utf-8" | "detected" | "fallback" | "container";
}

export type ClaimField = "title" | "author" | "published" | "modified" | "language" | "url" | "site" | "description";

/** Where a claim comes from, strongest evidence first in most fields; extract/metadata ranks them field by field. */
export type ClaimOrigin =
  | "given" // an address, by the program that calls `extract`
  | "record" // a field of the container's record
  | "front matter"
  | "json-ld"
  | "microdata"
  | "open graph"
  | "dublin core"
  | "meta"
  | "http"
  | "html lang"
  | "canonical link"
  | "time element"
  | "title element"
  | "heading"
  | "first line"
  | "first sentence"
  | "byline"
  | "dateline"
  | "source line"
  | "url"
  | "script" // the writing system: Hangul is Korean
  | "detected"; // by statistics over the text

/** One source's word on one fact. Gathered from everywhere, resolved once; the winner and the losers are both kept. */
export interface Claim {
  readonly field: ClaimField;
  /** As it stands in the source, trimmed; dates are read by extract/metadata. */
  readonly value: string;
  readonly from: ClaimOrigin;
  /** P(the claim is right) as far as its reader can tell, 0–1. */
  readonly confidence: number;
  /** The block it was read from, so that a byline is cut exactly when it was understood. */
  readonly block: number | undefined;
}

export type Severity = "info" | "warning" | "error";

/** Something a person should know about a document; the texts are in notices.ts. */
export interface Notice {
  readonly code: string;
  readonly severity: Severity;
  readonly message: string;
}

/** One record as it was read: decoded, not yet understood. */
export interface RawDocument {
  readonly id: DocumentId;
  readonly provenance: Provenance;
  /** The record's own key (JSONL `id`, WARC-Record-ID), which people join back on. */
  readonly key: string | undefined;
  readonly format: Format;
  readonly encoding: Encoding;
  /** The decoded text. "Content" always means non-boilerplate; this is everything. */
  readonly payload: string;
  /** What the container says about the record. */
  readonly claims: readonly Claim[];
  readonly notices: readonly Notice[];
}

/** A record that could not become a document. */
export interface Unreadable {
  readonly id: DocumentId;
  readonly provenance: Provenance;
  readonly key: string | undefined;
  readonly fate: Extract<Fate, { readonly kind: "skipped" | "failed" }>;
  readonly notices: readonly Notice[];
}

// ── Parse ───────────────────────────────────────────────────────────────────────────────────────────────────────────

export type BlockKind = "heading" | "paragraph" | "item" | "quote" | "code" | "cell" | "caption" | "image";

/** Inline structure over a range of a block's text. Ranges of one block are sorted by start, then by end descending, and nest. */
export interface Mark {
  readonly kind: "link" | "strong" | "emphasis" | "code";
  /** Offsets into the block's text, in UTF-16 units. */
  readonly start: number;
  readonly end: number;
  /** Absolute address where it could be resolved; only on links. */
  readonly href: string | undefined;
}

/** One step of the structure around a block, outermost first: a quotation, or an item of a list. */
export interface Nesting {
  readonly kind: "quote" | "bullet" | "number";
  /** The same number on two blocks of a page: the same quotation or the same list item. */
  readonly id: number;
  /** The list that the item belongs to; the quotation's own id for quotations. */
  readonly list: number;
  /** Number of the item in a numbered list; 0 elsewhere. */
  readonly ordinal: number;
}

export interface TableCell {
  readonly table: number;
  readonly row: number;
  readonly column: number;
  readonly isHeader: boolean;
  /** False when cells span, nest or hold several blocks: such a table is written cell by cell, not as a GFM table. */
  readonly isSimple: boolean;
}

export interface Image {
  /** Absolute where it could be resolved. */
  readonly source: string;
  readonly alt: string;
}

/**
 * What stood between a block and the one before it. "nothing" and "space": both are pieces of one line that was split to be labelled.
 * "break": a line break inside a paragraph. "paragraph": a border of blocks.
 */
export type Joint = "paragraph" | "break" | "space" | "nothing";

/** The unit of the keep-or-drop decision, the same for every format. Kohlschütter et al. 2010 call it a text block. */
export interface Block {
  readonly index: number;
  readonly kind: BlockKind;
  /** Headings 1–6; else 0. */
  readonly level: number;
  /** White space folded to single spaces (kept in code), NFC, no line breaks except in code. Empty only for images. */
  readonly text: string;
  readonly marks: readonly Mark[];
  readonly joint: Joint;
  readonly nesting: readonly Nesting[];
  readonly cell: TableCell | undefined;
  readonly image: Image | undefined;
  /** Words as text/words.ts counts them. */
  readonly wordCount: number;
  /** How many of them stand inside links. */
  readonly linkWordCount: number;
  /** What the block stands in, for people: "aside.related" in HTML, "## Read more" in text. Outermost first. */
  readonly scope: readonly string[];
  /** Line of the payload that the block was cut from (0-based) in text; number of the leaf element in HTML. Pieces of one line share it. */
  readonly line: number;
}

/** What markup says about each block, for the labeller: made by parse/html where the tree is at hand, read by extract. */
export interface MarkupEvidence {
  /** Row-major, blocks × columns. The columns are named in text/markup-columns.ts. */
  readonly features: Float32Array;
  readonly columns: number;
  /** Hashes of tag, class and id tokens of every block, one after the other. */
  readonly tokens: Uint16Array;
  /** tokens of block i are tokens[offsets[i] .. offsets[i + 1]]. */
  readonly offsets: Uint32Array;
}

/** A document as a sequence of blocks. Parse never fails: what it does not understand it keeps. */
export interface Page {
  readonly id: DocumentId;
  readonly provenance: Provenance;
  readonly key: string | undefined;
  readonly format: Format;
  readonly encoding: Encoding;
  readonly blocks: readonly Block[];
  readonly evidence: MarkupEvidence | undefined;
  readonly claims: readonly Claim[];
  readonly notices: readonly Notice[];
}

// ── Extract ─────────────────────────────────────────────────────────────────────────────────────────────────────────

export type BlockClass =
  | "content"
  | "title" // the article's own headline, written as front matter
  | "menu"
  | "related" // teasers and whole bodies of other articles
  | "share" // share, follow, subscribe
  | "comments"
  | "caption"
  | "byline" // author, date, credit, author's bio
  | "legal" // disclaimers, copyright, about-us, cookie notices
  | "other";

export interface Decision {
  readonly keep: boolean;
  readonly class: BlockClass;
  /** Name of the rule or model that decided: "model", "title" …; docs/reference/rules.md has them all. */
  readonly rule: string;
  /** P(content), 0–1, calibrated. */
  readonly score: number;
  /** At most three reasons, strongest first, in words a person understands. */
  readonly reasons: readonly string[];
}

export interface Labelled {
  readonly block: Block;
  readonly decision: Decision;
}

/** A passage of the clean article: one or more neighbouring blocks of one paragraph, joined again. */
export interface Passage {
  readonly kind: BlockKind;
  readonly level: number;
  readonly text: string;
  readonly marks: readonly Mark[];
  readonly nesting: readonly Nesting[];
  readonly cell: TableCell | undefined;
  readonly image: Image | undefined;
  /** Offsets into text of its line feeds, each a line break that stood inside the paragraph (code has line feeds of its own besides). */
  readonly breaks: readonly number[];
}

/** A resolved fact, and where it comes from. */
export interface Fact<T> {
  readonly value: T;
  readonly from: ClaimOrigin;
  readonly confidence: number;
}

export interface Metadata {
  readonly title: Fact<string> | undefined;
  readonly authors: Fact<readonly string[]> | undefined;
  /** RFC 3339 as far as it is known: "2021-11-25", "2021-11-25T09:10:02", "2021-11-25T09:10:02+01:00". */
  readonly published: Fact<string> | undefined;
  readonly modified: Fact<string> | undefined;
  /** BCP 47, lower-case primary tag: "en", "zh". */
  readonly language: Fact<string> | undefined;
  readonly url: Fact<string> | undefined;
  readonly site: Fact<string> | undefined;
  readonly description: Fact<string> | undefined;
  /** Every claim with its verdict, for `ingest explain`. */
  readonly claims: readonly JudgedClaim[];
}

export interface JudgedClaim {
  readonly claim: Claim;
  readonly won: boolean;
  /** Why it won or lost, for people. */
  readonly why: string;
}

/** A block of a page that was made two: its number, and where its second half begins, in UTF-16 units. */
export interface PartedBlock {
  readonly block: number;
  readonly at: number;
}

export interface Article {
  readonly id: DocumentId;
  readonly provenance: Provenance;
  readonly key: string | undefined;
  readonly format: Format;
  readonly encoding: Encoding;
  readonly metadata: Metadata;
  /** Every block of the page, in order, with what was decided. */
  readonly blocks: readonly Labelled[];
  /** The one block of the page that stands in `blocks` as two, since an article's head runs into its prose there; undefined: there is none. */
  readonly parted: PartedBlock | undefined;
  readonly body: readonly Passage[];
  /** The body as plain text: no title, byline, caption or date line. Paragraphs are parted by an empty line, items and lines by a line feed. */
  readonly text: string;
  readonly wordCount: number;
  readonly notices: readonly Notice[];
}

// ── Dedupe ──────────────────────────────────────────────────────────────────────────────────────────────────────────

/**
 * identical, near, contained (a cut copy): fold into the canonical. revision (same story, corrected figures), contains (a roundup
 * or live blog), possible (just under the threshold): both stay articles and name each other.
 */
export type Relation = "identical" | "near" | "contained" | "revision" | "contains" | "possible";

export interface Match {
  readonly a: DocumentId;
  readonly b: DocumentId;
  readonly relation: Relation;
  /** Share of either side's letters that stand in the other, 0–1. */
  readonly coverage: { readonly a: number; readonly b: number };
  /** Numbers and names in which the two differ, at most 20, as "a ≠ b". */
  readonly differing: readonly string[];
  /** Row of the decision table that decided. */
  readonly rule: string;
}

export interface Member {
  readonly id: DocumentId;
  /** Against the canonical. */
  readonly match: Match;
}

export interface Cluster {
  readonly canonical: DocumentId;
  readonly members: readonly Member[];
  readonly keptBecause: string;
}

export interface Grouping {
  readonly clusters: readonly Cluster[];
  /** Matches that relate without folding: revision, contains, possible. */
  readonly related: readonly Match[];
  readonly notices: readonly Notice[];
}

// ── Emit ────────────────────────────────────────────────────────────────────────────────────────────────────────────

/** Every record read meets exactly one. */
export type Fate =
  | { readonly kind: "article" }
  | { readonly kind: "duplicate"; readonly of: DocumentId }
  | { readonly kind: "skipped"; readonly reason: string }
  | { readonly kind: "failed"; readonly reason: string };

/** A copy that was folded, as its canonical shows it. */
export interface Duplicate {
  readonly id: DocumentId;
  readonly provenance: Provenance;
  readonly url: string | undefined;
  readonly published: string | undefined;
  readonly match: Match;
}

/** Words of a page. */
export interface WordTally {
  readonly all: number;
  /** Of its blocks that were dropped, class by class. */
  readonly dropped: Readonly<Partial<Record<BlockClass, number>>>;
}

/** Everything that is known of one record when the run ends: what `emit` turns into Markdown, records and the manifest. */
export interface Outcome {
  readonly id: DocumentId;
  readonly provenance: Provenance;
  readonly key: string | undefined;
  readonly fate: Fate;
  /** Present on articles and duplicates; undefined on what was skipped or failed before it could be extracted. */
  readonly article: Article | undefined;
  /** The article's body in Markdown, without its title; undefined where there is no article. */
  readonly markdown: string | undefined;
  /** The words of its page; undefined where there is no article. */
  readonly words: WordTally | undefined;
  /** The canonical's id on every record of a cluster, the canonical too; undefined outside clusters. */
  readonly cluster: DocumentId | undefined;
  /** On a duplicate: its match with the canonical. */
  readonly match: Match | undefined;
  /** On a canonical: what was folded into it, in the order of sources. */
  readonly duplicates: readonly Duplicate[];
  /** On a canonical: why this copy was kept. */
  readonly keptBecause: string | undefined;
  /** Articles that are related but not folded: revision, contains, possible. */
  readonly related: readonly Match[];
  readonly notices: readonly Notice[];
}
