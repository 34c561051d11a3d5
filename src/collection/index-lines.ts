/**
 * Rows in the database: a line a document, with what a run looks at of every document; the rest is read from the log when somebody asks.
 *
 * A run over a hundred thousand documents of which nothing changed would spend half of its time on making objects of rows that it then
 * hardly looks at. So lines stay bytes: one pass over them finds their fields, and nothing of them is made into a value before it is needed.
 */
import { isAscii } from "node:buffer";
import type { Place, Settled, WholeSource } from "../flow/store.ts";
import type { DocumentId, Fate, Match, Notice, Provenance } from "../types.ts";
import type { FileFacts } from "./files.ts";
import type { Output, Row } from "./rows.ts";

/** Columns of one width at the beginning of a line: id, hash of the source, keys, hash of the file, fate, what there is. */
const AT = { id: 0, sha256: 16, readKey: 80, decideKey: 96, fate: 112, flags: 113, fields: 114 } as const;
const FATES: Readonly<Record<Fate["kind"], string>> = { article: "a", duplicate: "d", skipped: "s", failed: "f" };

/** What a document has beside the ordinary; one digit. */
const HAS = { behind: 1, related: 2, notices: 4 } as const;
const ZERO = "0".charCodeAt(0);

/** Fields after that, each ended by a tab. `rare` and `match`: JSON, or nothing. */
const FIELDS = ["row", "bytes", "page", "article", "source", "cluster", "of", "rare", "size", "modified", "name", "file", "match"] as const;

/** What few documents have. */
interface Rare {
  readonly record?: Provenance["record"];
  readonly url?: string;
  readonly fetchedAt?: string;
  readonly reason?: string;
}

/** The line of a row; `place`: where the row lies in the log. */
export function encodeLine(row: Row, place: Place): string {
  const { provenance, fate, output } = row;
  const flags =
    (output?.isBehind === true ? HAS.behind : 0) |
    (row.related.length === 0 ? 0 : HAS.related) |
    (row.notices.length === 0 ? 0 : HAS.notices);
  const rare: Rare = {
    ...(provenance.record === undefined ? {} : { record: provenance.record }),
    ...(provenance.url === undefined ? {} : { url: provenance.url }),
    ...(provenance.fetchedAt === undefined ? {} : { fetchedAt: provenance.fetchedAt }),
    ...("reason" in fate ? { reason: fate.reason } : {}),
  };
  const fields: Readonly<Record<(typeof FIELDS)[number], string | number | undefined>> = {
    row: place,
    bytes: provenance.bytes,
    page: row.page,
    article: row.article,
    source: escaped(provenance.source),
    cluster: row.cluster,
    of: fate.kind === "duplicate" ? fate.of : undefined,
    rare: Object.keys(rare).length === 0 ? undefined : JSON.stringify(rare),
    size: output?.size,
    modified: output?.modified,
    name: output?.name,
    file: output?.sha256,
    match: row.match === undefined ? undefined : JSON.stringify(row.match),
  };
  const fixed = row.id + provenance.sha256 + row.readKey + row.decideKey + FATES[fate.kind] + flags.toString();
  if (fixed.length !== AT.fields) throw new Error(`a row has keys of other lengths: ${fixed}`);
  return fixed + FIELDS.map((name) => `${fields[name] ?? ""}\t`).join("");
}

/** Paths may hold anything but a zero; a line has neither line feeds nor tabs of its own. */
function escaped(path: string): string {
  return /[\t\n\\]/.test(path) ? path.replace(/[\t\n\\]/g, (sign) => (sign === "\t" ? "\\t" : sign === "\n" ? "\\n" : "\\\\")) : path;
}

function unescaped(path: string): string {
  return path.includes("\\") ? path.replace(/\\(.)/g, (_, sign: string) => (sign === "t" ? "\t" : sign === "n" ? "\n" : sign)) : path;
}

/** Reads a row from the log. */
export type ReadRow = (place: Place) => Settled;

type Field = (typeof FIELDS)[number];
const FIELD_NUMBERS: Readonly<Record<Field, number>> = Object.fromEntries(FIELDS.map((name, i) => [name, i])) as Record<Field, number>;

const TAB = 0x09;
const LINE_FEED = 0x0a;

/** Many lines, as they came out of the database, and where their parts lie. */
class Lines {
  readonly bytes: Buffer;
  readonly read: ReadRow;
  readonly #isAscii: boolean;
  /** For each line where it begins, and where each of its fields ends. */
  readonly #places: Uint32Array;
  readonly count: number;

  /** `bytes`: lines with line feeds between them. Throws where one is none. */
  constructor(bytes: Buffer, read: ReadRow) {
    this.bytes = bytes;
    this.read = read;
    this.#isAscii = isAscii(bytes);
    const places = new Uint32Array(PLACES * (1 + Math.floor(bytes.length / LINE_BYTES_MIN)));
    let count = 0;
    for (let start = 0; start <= bytes.length;) {
      places[count * PLACES] = start;
      let at = start + AT.fields;
      let field = 0;
      // Past the end there is nothing, which ends the line as well.
      for (; field < FIELDS.length; at++) {
        const byte = bytes[at];
        if (byte === TAB) places[count * PLACES + ++field] = at;
        else if (byte === LINE_FEED || byte === undefined) throw malformed();
      }
      if (at < bytes.length && bytes[at] !== LINE_FEED) throw malformed();
      start = at + 1;
      count++;
    }
    this.#places = places;
    this.count = count;
  }

  /** Of the columns of one width: from the beginning of the line. */
  column(line: number, from: number, to: number): string {
    const start = this.#places[line * PLACES] ?? 0;
    return this.bytes.toString("latin1", start + from, start + to);
  }

  /** One byte of the columns of one width. */
  byte(line: number, at: number): number {
    return this.bytes[(this.#places[line * PLACES] ?? 0) + at] ?? 0;
  }

  /** "": there is none. */
  field(line: number, name: Field): string {
    const from = this.fieldStart(line, name);
    const to = this.fieldEnd(line, name);
    if (from === to) return "";
    return this.bytes.toString(this.#isAscii ? "latin1" : "utf8", from, to);
  }

  /** A field that is a whole number. */
  whole(line: number, name: Field): number {
    const to = this.fieldEnd(line, name);
    let value = 0;
    for (let at = this.fieldStart(line, name); at < to; at++) {
      const digit = (this.bytes[at] ?? 0) - ZERO;
      if (digit < 0 || digit > 9) return Number(this.field(line, name));
      value = value * 10 + digit;
    }
    return value;
  }

  fieldStart(line: number, name: Field): number {
    const number = FIELD_NUMBERS[name];
    return number === 0 ? (this.#places[line * PLACES] ?? 0) + AT.fields : (this.#places[line * PLACES + number] ?? 0) + 1;
  }

  fieldEnd(line: number, name: Field): number {
    return this.#places[line * PLACES + 1 + FIELD_NUMBERS[name]] ?? 0;
  }
}

/** Numbers that are kept of a line. */
const PLACES = 1 + FIELDS.length;
const LINE_BYTES_MIN = AT.fields + FIELDS.length;

function malformed(): Error {
  return new Error("a line of the database is malformed");
}

/** The rows of many lines with line feeds between them, ASCII or UTF-8. Throws where one is none. */
export function rowsOfLines(bytes: Buffer, read: ReadRow): IndexedRow[] {
  const lines = new Lines(bytes, read);
  return Array.from({ length: lines.count }, (_, line) => new IndexedRow(lines, line));
}

/**
 * A row of the database: what every run looks at is cut out of its line when it is asked for, what few ask for is read from the log then.
 * Copied by `withChanges`: spreading would lose what has not been read yet.
 */
export class IndexedRow implements Row, WholeSource {
  readonly #lines: Lines;
  readonly #line: number;
  #id: DocumentId | undefined;
  #source: string | undefined;
  #provenance: Provenance | undefined;
  #output: Output | undefined;
  #rest: Settled | undefined;

  /** Throws on a line that is none. */
  constructor(lines: Lines, line: number) {
    this.#lines = lines;
    this.#line = line;
    if (!FATE_BYTES.has(lines.byte(line, AT.fate))) throw malformed();
    // What is no JSON is to show while the database is read.
    if (this.#hasField("rare")) this.#provenance = this.#makeProvenance();
  }

  get id(): DocumentId {
    return (this.#id ??= this.#lines.column(this.#line, AT.id, AT.sha256) as DocumentId);
  }
  get document(): Settled {
    return this;
  }
  /** As its provenance has it. */
  get source(): string {
    return (this.#source ??= unescaped(this.#field("source")));
  }
  get sha256(): string {
    return this.#lines.column(this.#line, AT.sha256, AT.readKey);
  }
  get bytes(): number {
    return this.#lines.whole(this.#line, "bytes");
  }
  get provenance(): Provenance {
    return (this.#provenance ??= this.#makeProvenance());
  }
  get fate(): Fate {
    switch (this.#lines.byte(this.#line, AT.fate)) {
      case ARTICLE_BYTE:
        return ARTICLE;
      case DUPLICATE_BYTE:
        return { kind: "duplicate", of: this.#field("of") as DocumentId };
      case SKIPPED_BYTE:
        return { kind: "skipped", reason: this.#rare.reason ?? "" };
      default:
        return { kind: "failed", reason: this.#rare.reason ?? "" };
    }
  }
  get page(): Place | undefined {
    return this.#place("page");
  }
  get article(): Place | undefined {
    return this.#place("article");
  }
  get output(): Output | undefined {
    if (this.#output !== undefined || !this.hasOutput) return this.#output;
    const [name, sha256] = [this.#field("name"), this.#field("file")];
    return (this.#output = { name, sha256, size: this.#size, modified: this.#modified, isBehind: this.#has(HAS.behind) });
  }
  get readKey(): string {
    return this.#lines.column(this.#line, AT.readKey, AT.decideKey);
  }
  get decideKey(): string {
    return this.#lines.column(this.#line, AT.decideKey, AT.fate);
  }
  get cluster(): DocumentId | undefined {
    return orUndefined(this.#field("cluster")) as DocumentId | undefined;
  }
  get match(): Match | undefined {
    const match = this.fate.kind === "duplicate" ? this.#field("match") : "";
    return match === "" ? undefined : (JSON.parse(match) as Match);
  }
  get related(): readonly Match[] {
    return this.#has(HAS.related) ? this.#whole.related : NO_MATCHES;
  }
  get notices(): readonly Notice[] {
    return this.#has(HAS.notices) ? this.#whole.notices : NO_NOTICES;
  }
  get key(): string | undefined {
    return this.#whole.key;
  }
  get recordKey(): string {
    return this.#whole.recordKey;
  }
  get title(): string | undefined {
    return this.#whole.title;
  }
  get url(): string | undefined {
    return this.#whole.url;
  }
  get published(): string | undefined {
    return this.#whole.published;
  }
  get keptBecause(): string | undefined {
    return this.#whole.keptBecause;
  }

  /** Whether it is all that its source holds; without making its provenance. */
  get isWholeSource(): boolean {
    return this.#hasField("page") && this.#provenance?.record === undefined;
  }

  /** Whether it has a file; without making `output`. */
  get hasOutput(): boolean {
    return this.#hasField("name");
  }

  /** Whether its file still has size and time, and is what it is to be; without making `output`. */
  isFileAsWritten({ size, modified }: FileFacts): boolean {
    return size === this.#size && modified === this.#modified && !this.#has(HAS.behind);
  }

  /** The name of its file, without making `output`; undefined: it has none. */
  get outputName(): string | undefined {
    return orUndefined(this.#field("name"));
  }

  /** Puts the name of its file, in UTF-8, at a place; where the next one may begin. Without a place there is only counted. */
  putOutputName(into: Uint8Array | undefined, at: number): number {
    const lines = this.#lines;
    const [from, to] = [lines.fieldStart(this.#line, "name"), lines.fieldEnd(this.#line, "name")];
    if (into !== undefined) for (let i = from; i < to; i++) into[at + i - from] = lines.bytes[i] ?? 0;
    return at + to - from;
  }

  get #size(): number {
    return this.#lines.whole(this.#line, "size");
  }
  get #modified(): number {
    return Number(this.#field("modified"));
  }

  get #rare(): Rare {
    const rare = this.#field("rare");
    return rare === "" ? NOTHING_RARE : (JSON.parse(rare) as Rare);
  }

  #makeProvenance(): Provenance {
    const { record, url, fetchedAt } = this.#rare;
    return { source: this.source, record, url, fetchedAt, sha256: this.sha256, bytes: this.bytes };
  }

  get #whole(): Settled {
    return (this.#rest ??= this.#lines.read(this.#lines.whole(this.#line, "row")));
  }

  #field(name: Field): string {
    return this.#lines.field(this.#line, name);
  }

  #place(name: Field): Place | undefined {
    return this.#hasField(name) ? this.#lines.whole(this.#line, name) : undefined;
  }

  #hasField(name: Field): boolean {
    return this.#lines.fieldStart(this.#line, name) !== this.#lines.fieldEnd(this.#line, name);
  }

  #has(what: number): boolean {
    return ((this.#lines.byte(this.#line, AT.flags) - ZERO) & what) !== 0;
  }
}

const NOTHING_RARE: Rare = {};
const ARTICLE: Fate = { kind: "article" };
const NO_MATCHES: readonly Match[] = [];
const NO_NOTICES: readonly Notice[] = [];

const ARTICLE_BYTE = FATES.article.charCodeAt(0);
const DUPLICATE_BYTE = FATES.duplicate.charCodeAt(0);
const SKIPPED_BYTE = FATES.skipped.charCodeAt(0);
const FATE_BYTES: ReadonlySet<number> = new Set(Object.values(FATES).map((letter) => letter.charCodeAt(0)));

function orUndefined(field: string): string | undefined {
  return field === "" ? undefined : field;
}

/** The name of a row's file, without making what else is known of it; undefined: it has none. */
export function outputNameOf(row: Row): string | undefined {
  return row instanceof IndexedRow ? row.outputName : row.output?.name;
}

/** The source of a row, without making what else its provenance has. */
export function sourceOf(row: Row): string {
  return row instanceof IndexedRow ? row.source : row.provenance.source;
}
