/**
 * Rows in the database: a line a document, with what a run looks at of every document; the rest is read from the log when somebody asks.
 *
 * A run over a hundred thousand documents of which nothing changed would spend half of its time on making objects of rows that it then
 * hardly looks at. So a line is cut where it lies, and nothing of it is made into a value before it is needed.
 */
import type { Place, Settled } from "../flow/store.ts";
import type { DocumentId, Fate, Match, Notice, Provenance } from "../types.ts";
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

/**
 * A row of the database: what every run looks at is cut out of its line, what few ask for is when they do. Copied by `withChanges`:
 * spreading would lose what has not been read yet.
 */
export class IndexedRow implements Row {
  readonly id: DocumentId;
  readonly provenance: Provenance;
  readonly fate: Fate;
  readonly page: Place | undefined;
  readonly article: Place | undefined;
  readonly output: Output | undefined;
  readonly #line: string;
  /** Of HAS. */
  readonly #flags: number;
  readonly #read: ReadRow;
  #rest: Settled | undefined;

  /** Throws on a line that is none. */
  constructor(line: string, read: ReadRow) {
    const fields = fieldsOf(line);
    const [, bytes, page, article, source = "", , of, rare, size, modified, name = "", file = ""] = fields;
    const { record, url, fetchedAt, reason = "" } = rare === "" ? NOTHING_RARE : (JSON.parse(rare ?? "") as Rare);
    this.#line = line;
    this.#flags = line.charCodeAt(AT.flags) - ZERO;
    this.#read = read;
    this.id = line.slice(AT.id, AT.sha256) as DocumentId;
    this.provenance = {
      source: unescaped(source),
      record,
      url,
      fetchedAt,
      sha256: line.slice(AT.sha256, AT.readKey),
      bytes: Number(bytes),
    };
    this.fate = fateOf(line[AT.fate] ?? "", { of: of as DocumentId, reason });
    this.page = placeOf(page);
    this.article = placeOf(article);
    this.output =
      name === "" ? undefined : { name, sha256: file, size: Number(size), modified: Number(modified), isBehind: this.#has(HAS.behind) };
  }

  get readKey(): string {
    return this.#line.slice(AT.readKey, AT.decideKey);
  }
  get decideKey(): string {
    return this.#line.slice(AT.decideKey, AT.fate);
  }
  get cluster(): DocumentId | undefined {
    return this.#field("cluster") as DocumentId | undefined;
  }
  get match(): Match | undefined {
    const match = this.fate.kind === "duplicate" ? this.#field("match") : undefined;
    return match === undefined ? undefined : (JSON.parse(match) as Match);
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

  get #whole(): Settled {
    return (this.#rest ??= this.#read(Number(this.#field("row"))));
  }

  #field(name: (typeof FIELDS)[number]): string | undefined {
    const field = fieldsOf(this.#line)[FIELDS.indexOf(name)];
    return field === "" ? undefined : field;
  }

  #has(what: number): boolean {
    return (this.#flags & what) !== 0;
  }
}

function fieldsOf(line: string): string[] {
  const fields = line.slice(AT.fields).split("\t");
  if (fields.length !== FIELDS.length + 1) throw new Error("a line of the database is malformed");
  return fields;
}

const NOTHING_RARE: Rare = {};
const ARTICLE: Fate = { kind: "article" };
const NO_MATCHES: readonly Match[] = [];
const NO_NOTICES: readonly Notice[] = [];

function fateOf(letter: string, { of, reason }: { readonly of: DocumentId; readonly reason: string }): Fate {
  switch (letter) {
    case FATES.article:
      return ARTICLE;
    case FATES.duplicate:
      return { kind: "duplicate", of };
    case FATES.skipped:
      return { kind: "skipped", reason };
    case FATES.failed:
      return { kind: "failed", reason };
    default:
      throw new Error("a line of the database is malformed");
  }
}

function placeOf(field: string | undefined): Place | undefined {
  return field === undefined || field === "" ? undefined : Number(field);
}
