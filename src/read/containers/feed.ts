/** RSS 0.9 to 2.0 and Atom: every item a record. The body is its full content where the feed has it, else its summary. */
import { Parser } from "htmlparser2";
import { notice } from "../../notices.ts";
import type { Claim, ClaimField } from "../../types.ts";
import { faultReason, type ByteReader } from "../bytes.ts";
import { decode } from "../decode.ts";
import { failed, fromText, measure, skipped, unreadable, type Facts, type Item, type Reading } from "../reading.ts";

export async function* readFeed(reader: ByteReader, reading: Reading): AsyncGenerator<Item> {
  const { recordBytesMax } = reading.options.limits;
  let fault: string | undefined;
  const parts: Buffer[] = [];
  try {
    let size = 0;
    for await (const chunk of reader) {
      size += chunk.length;
      if (size > recordBytesMax) {
        fault = `the feed is longer than the limit of ${recordBytesMax} bytes`;
        break;
      }
      parts.push(chunk);
    }
  } catch (error) {
    fault = faultReason(error);
  }
  const bytes = Buffer.concat(parts);
  const decoded = await decode(bytes, { given: reading.options.encoding, http: undefined, isMarkup: true });
  const feed = parseFeed(decoded.text);
  if (feed.isTooDeep) fault = `the feed's elements are nested deeper than ${DEPTH_MAX} levels`;
  const notices = decoded.notices.map(({ code, detail }) => notice(code, detail));
  let number = 0;
  for (const item of feed.items) {
    const label = String(++number);
    const facts = factsOf(item, feed, reading.facts);
    const size = measure(Buffer.from(decoded.text.slice(item.start, item.end), "utf8"));
    if (item.isCut) {
      yield unreadable(reading, { label, measure: size, facts, fate: failed(fault ?? "the feed ends in the middle of this item") });
      fault = undefined;
      continue;
    }
    const payload = bodyOf(item);
    if (payload === undefined) yield unreadable(reading, { label, measure: size, facts, fate: skipped("empty") });
    else yield fromText(reading, { label, measure: size, payload, format: undefined, encoding: decoded.encoding, facts, notices });
  }
  if (fault !== undefined) yield unreadable(reading, { label: String(number + 1), measure: measure(Buffer.alloc(0)), fate: failed(fault) });
  else if (number === 0)
    yield unreadable(reading, { label: undefined, measure: measure(bytes), fate: skipped("empty: a feed without items") });
}

/** Text of elements by local name with prefix ("content:encoded"), first one first. */
interface Entry {
  readonly fields: Map<string, string[]>;
  /** Offsets of the item in the decoded text. */
  readonly start: number;
  end: number;
  isCut: boolean;
}

interface Feed {
  readonly channel: Entry;
  readonly items: readonly Entry[];
  /** The feed was left where its elements were nested too deep. */
  readonly isTooDeep: boolean;
}

const ITEM_NAMES: ReadonlySet<string> = new Set(["item", "entry", "atom:entry", "rss:item"]);
/** Elements whose text may be markup as elements of XML (Atom's type="xhtml"); their tags are written out again. */
const MARKUP_NAMES: ReadonlySet<string> = new Set([
  "content",
  "summary",
  "atom:content",
  "atom:summary",
  "xhtml:body",
  "body",
  "description",
  "title",
]);
/** Levels of elements that are followed: feeds have five, and the markup in them few more. The parser's time grows with depth. */
const DEPTH_MAX = 256;

class TooDeep extends Error {}

/** One pass over the feed's events; nothing is nested in memory. */
function parseFeed(text: string): Feed {
  const reader = new FeedReader(text.length);
  const parser: Parser = new Parser(
    {
      onopentag: (name, attributes) => {
        reader.open(name, attributes, parser.startIndex);
      },
      ontext: (piece) => {
        reader.text(piece);
      },
      onclosetag: (name, isImplied) => {
        reader.close(name, { isImplied, end: parser.endIndex + 1 });
      },
    },
    { xmlMode: true, decodeEntities: true },
  );
  try {
    parser.write(text);
    parser.end();
    return { channel: reader.channel, items: reader.items, isTooDeep: false };
  } catch (error) {
    if (!(error instanceof TooDeep)) throw error;
    return { channel: reader.channel, items: reader.items, isTooDeep: true };
  }
}

/** Where the pass stands: in the channel or in an item, and in one of its fields or between them. */
class FeedReader {
  readonly channel: Entry;
  readonly items: Entry[] = [];
  #entry: Entry;
  /** Names of the open elements, outermost first. */
  readonly #path: string[] = [];
  /** Depth of the open item; -1 outside. */
  #itemDepth = -1;
  /** Field that is being read, and how deep it began. */
  #field: { readonly name: string; readonly depth: number; text: string } | undefined;

  constructor(length: number) {
    this.channel = { fields: new Map(), start: 0, end: length, isCut: false };
    this.#entry = this.channel;
  }

  open(name: string, attributes: Readonly<Record<string, string>>, start: number): void {
    this.#path.push(name);
    const depth = this.#path.length;
    if (depth > DEPTH_MAX) throw new TooDeep();
    if (this.#field !== undefined) {
      if (MARKUP_NAMES.has(this.#field.name)) this.#field.text += openTag(name, attributes);
      else this.#field = { name: `${this.#field.name}/${name}`, depth, text: "" };
    } else if (this.#itemDepth === -1 && ITEM_NAMES.has(name)) {
      this.#entry = { fields: new Map(), start, end: this.channel.end, isCut: true };
      this.items.push(this.#entry);
      this.#itemDepth = depth;
    } else {
      noteAttributes(this.#entry, name, attributes);
      const isInItem = this.#itemDepth !== -1;
      if (isInItem || (CHANNEL_FIELDS.has(name) && CHANNELS.has(this.#path.at(-2) ?? ""))) this.#field = { name, depth, text: "" };
    }
  }

  text(piece: string): void {
    const field = this.#field;
    if (field !== undefined) field.text += this.#path.length > field.depth ? escapeText(piece) : piece;
  }

  close(name: string, { isImplied, end }: { readonly isImplied: boolean; readonly end: number }): void {
    const depth = this.#path.length;
    const field = this.#field;
    if (field !== undefined && depth > field.depth) {
      field.text += `</${localName(name)}>`;
    } else if (field !== undefined) {
      if (!isImplied) note(this.#entry, field.name, field.text);
      const slash = field.name.lastIndexOf("/");
      // An element inside a field that holds no markup was a field of its own (<author><name>): on with its neighbours.
      this.#field = slash === -1 ? undefined : { name: field.name.slice(0, slash), depth: depth - 1, text: "" };
    } else if (depth === this.#itemDepth) {
      this.#entry.end = end;
      this.#entry.isCut = isImplied;
      this.#entry = this.channel;
      this.#itemDepth = -1;
    }
    this.#path.pop();
  }
}

/** Elements whose own title is the feed's; an image's or a text field's is not. */
const CHANNELS: ReadonlySet<string> = new Set(["channel", "feed", "atom:feed", "rss:channel"]);
const CHANNEL_FIELDS: ReadonlySet<string> = new Set(["title", "language", "dc:language"]);

function note(entry: Entry, name: string, text: string): void {
  const trimmed = text.trim();
  if (trimmed === "") return;
  const values = entry.fields.get(name);
  if (values === undefined) entry.fields.set(name, [trimmed]);
  else values.push(trimmed);
}

/** Facts that feeds keep in attributes: addresses of Atom, languages. */
function noteAttributes(entry: Entry, name: string, attributes: Readonly<Record<string, string>>): void {
  const { href, rel = "alternate" } = attributes;
  if ((name === "link" || name === "atom:link") && href !== undefined && rel === "alternate") note(entry, "link", href);
  const language = attributes["xml:lang"];
  if (language !== undefined) note(entry, "language", language);
}

function localName(name: string): string {
  return name.slice(name.indexOf(":") + 1);
}

function openTag(name: string, attributes: Readonly<Record<string, string>>): string {
  const written = Object.entries(attributes).map(([key, value]) => ` ${key}="${escapeText(value).replaceAll('"', "&quot;")}"`);
  return `<${localName(name)}${written.join("")}>`;
}

function escapeText(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

/** Fullest first. */
const BODIES = [
  "content:encoded",
  "content",
  "atom:content",
  "xhtml:body",
  "body",
  "media:description",
  "description",
  "summary",
  "atom:summary",
  "itunes:summary",
];

/** The longest of the bodies that are there: some feeds put the teaser into the field for the text, and the text into the other. */
function bodyOf(item: Entry): string | undefined {
  const bodies = BODIES.flatMap((name) => item.fields.get(name)?.slice(0, 1) ?? []);
  const [first] = bodies;
  if (first === undefined) return undefined;
  const longest = bodies.reduce((best, body) => (body.length > best.length ? body : best));
  return longest.length > 2 * first.length ? longest : first;
}

const CLAIM_FIELDS: readonly (readonly [field: ClaimField, names: readonly string[]])[] = [
  ["title", ["title", "atom:title", "dc:title"]],
  ["author", ["dc:creator", "author/name", "atom:author/name", "author", "itunes:author"]],
  ["published", ["pubDate", "published", "atom:published", "dc:date", "date"]],
  ["modified", ["updated", "atom:updated", "dcterms:modified"]],
];

function factsOf(item: Entry, feed: Feed, outer: Facts): Facts {
  const claims: Claim[] = [...outer.claims];
  const claim = (field: ClaimField, value: string | undefined, confidence = 0.95): void => {
    if (value !== undefined && value.length <= 2000) claims.push({ field, value, from: "record", confidence, block: undefined });
  };
  const first = (entry: Entry, names: readonly string[]): string | undefined => names.flatMap((name) => entry.fields.get(name) ?? [])[0];
  for (const [field, names] of CLAIM_FIELDS) claim(field, first(item, names));
  const key = first(item, ["guid", "id", "atom:id"]);
  const link = first(item, ["feedburner:origLink", "link", "atom:link"]) ?? (key !== undefined && /^https?:/i.test(key) ? key : undefined);
  claim("url", link);
  claim("site", first(feed.channel, ["title"]), 0.7);
  claim("language", first(item, ["language", "dc:language"]) ?? first(feed.channel, ["language", "dc:language"]), 0.7);
  if (bodyOf(item) !== first(item, ["description", "summary"])) claim("description", first(item, ["description", "summary"]), 0.6);
  return { key: key ?? outer.key, url: link ?? outer.url, fetchedAt: outer.fetchedAt, claims };
}
