/**
 * Articles as bytes. What is written of every article (its facts, its Markdown) is read at once; what few ask for (blocks with their
 * decisions, passages, the claims that lost) only when somebody does, and from the page where it stands there.
 */
import { assemble } from "../extract/assemble.ts";
import { partBlock } from "../extract/head-line.ts";
import type { SiteLines, SiteMemory } from "../extract/site-memory.ts";
import type { Article, BlockClass, Decision, JudgedClaim, Labelled, Metadata, Page, WordTally } from "../types.ts";
import { reviveClaim } from "./codec.ts";
import { joinParts, json, Parts, raw, revive, utf8 } from "./frame.ts";

/** Places of the parts. */
const PART = { head: 0, claims: 1, verdicts: 2, scores: 3, lines: 4, counts: 5, text: 6, markdown: 7, sketch: 8 } as const;

interface PackedArticle extends Omit<Article, "blocks" | "body" | "text" | "metadata"> {
  readonly metadata: Omit<Metadata, "claims">;
  /** Rules that decisions name by their number. */
  readonly rules: readonly string[];
  readonly words: WordTally;
  /** What was known of the page's site; null: nothing. */
  readonly site: { readonly name: string; readonly groups: number } | null;
  /** The Markdown is the text, letter by letter: plain paragraphs mostly are. */
  readonly isPlain: boolean;
}

/** What is kept with an article. */
export interface Surroundings {
  /** What was known of the lines of its page; undefined: nothing. */
  readonly site: SiteLines | undefined;
  /** Its body. */
  readonly markdown: string;
  /** As dedupe packs it; undefined: it is compared with nothing. */
  readonly sketch: Uint8Array | undefined;
}

/** Numbers of a decision: class with "kept" as its lowest bit, rule. */
const VERDICT_BYTES = 2;

/** The numbers stand for these names on disk: new ones come last. */
const CLASSES: readonly BlockClass[] = ["content", "title", "menu", "related", "share", "comments", "caption", "byline", "legal", "other"];
const CLASS_NUMBERS: ReadonlyMap<string, number> = new Map(CLASSES.map((name, i) => [name, i]));

/**
 * The bytes of an article, without its blocks and passages: they are the page's. The reasons of decisions are not among them, because they
 * cost more than the decisions: what the decisions were made from is, so that they can be made again.
 */
export function encodeArticle(article: Article, { site, markdown, sketch }: Surroundings): Uint8Array {
  const { id, provenance, key, format, encoding, blocks, parted, text, wordCount, notices } = article;
  const { claims, ...metadata } = article.metadata;
  const verdicts = new Uint8Array(blocks.length * VERDICT_BYTES);
  const scores = new Float64Array(blocks.length);
  const rules: string[] = [];
  blocks.forEach(({ decision }, i) => {
    let rule = rules.indexOf(decision.rule);
    if (rule === -1) rule = rules.push(decision.rule) - 1;
    verdicts[i * VERDICT_BYTES] = ((CLASS_NUMBERS.get(decision.class) ?? 0) << 1) | (decision.keep ? 1 : 0);
    verdicts[i * VERDICT_BYTES + 1] = rule;
    scores[i] = decision.score;
  });
  const isPlain = markdown === text;
  const head: PackedArticle = {
    id,
    provenance,
    key,
    format,
    encoding,
    metadata,
    parted,
    wordCount,
    notices,
    rules,
    words: tallyWords(blocks),
    site: site === undefined ? null : { name: site.site, groups: site.groups },
    isPlain,
  };
  return joinParts([
    json(head),
    json(claims),
    verdicts,
    raw(scores),
    raw(site?.lines ?? NOTHING),
    raw(site?.counts ?? NOTHING),
    utf8(text),
    isPlain ? raw(NOTHING) : utf8(markdown),
    sketch ?? raw(NOTHING),
  ]);
}

const NOTHING = new Uint32Array(0);

/** The words of a page by what was decided of its blocks. */
export function tallyWords(blocks: readonly Labelled[]): WordTally {
  let all = 0;
  const dropped: { [name in BlockClass]?: number } = {};
  for (const { block, decision } of blocks) {
    all += block.wordCount;
    if (!decision.keep) dropped[decision.class] = (dropped[decision.class] ?? 0) + block.wordCount;
  }
  return { all, dropped };
}

/** The text of an encoded article. */
export function decodeText(bytes: Uint8Array): string {
  return new Parts(bytes).text(PART.text);
}

/** The sketch of an encoded article, in memory of its own; undefined: it has none. */
export function decodeSketch(bytes: Uint8Array): Uint8Array | undefined {
  const sketch = new Uint8Array(new Parts(bytes).copy(PART.sketch));
  return sketch.length === 0 ? undefined : sketch;
}

/** Makes an article again, to learn the reasons of its decisions. */
export type Remake = (page: Page, memory: SiteMemory | undefined) => Article;

export interface DecodedArticle {
  readonly article: Article;
  /** Its body, without a title. */
  readonly markdown: string;
  readonly words: WordTally;
}

/** The article that was encoded, over the page that it was made of. Without `remake` its decisions have no reasons. */
export function decodeArticle(bytes: Uint8Array, pageOf: () => Page, remake: Remake | undefined): DecodedArticle {
  const parts = new Parts(bytes);
  const head = parts.json(PART.head) as PackedArticle;
  const page = once(pageOf);
  const remade = once(() => remake?.(page(), unpackSite(head, parts)));
  const blocks = once(() => unpackDecisions(page(), head, parts, (index) => remade()?.blocks[index]?.decision.reasons ?? []));
  const body = once(() => assemble(blocks()));
  const claims = once(() => (parts.json(PART.claims) as JudgedClaim[]).map((one) => ({ ...one, claim: reviveClaim(one.claim) })));
  const text = parts.text(PART.text);
  const { id, key, format, encoding, metadata, parted, wordCount, notices } = head;
  const article: Article = {
    id,
    provenance: revive(head.provenance, ["record", "url", "fetchedAt"]),
    key,
    format,
    encoding,
    metadata: {
      title: metadata.title,
      authors: metadata.authors,
      published: metadata.published,
      modified: metadata.modified,
      language: metadata.language,
      url: metadata.url,
      site: metadata.site,
      description: metadata.description,
      get claims() {
        return claims();
      },
    },
    get blocks() {
      return blocks();
    },
    parted,
    get body() {
      return body();
    },
    text,
    wordCount,
    notices,
  };
  return { article, markdown: head.isPlain ? text : parts.text(PART.markdown), words: head.words };
}

function unpackDecisions(
  page: Page,
  { rules, parted }: PackedArticle,
  parts: Parts,
  reasonsOf: (index: number) => readonly string[],
): Labelled[] {
  const verdicts = parts.bytes(PART.verdicts);
  const scores = new Float64Array(parts.copy(PART.scores));
  const own = parted === undefined ? page.blocks : partBlock(page.blocks, parted);
  if (scores.length !== own.length) throw new Error("a stored article does not fit its page");
  return own.map((block, i) => {
    const verdict = verdicts[i * VERDICT_BYTES] ?? 0;
    const decision: Decision = {
      keep: (verdict & 1) === 1,
      class: CLASSES[verdict >>> 1] ?? "other",
      rule: rules[verdicts[i * VERDICT_BYTES + 1] ?? 0] ?? "",
      score: scores[i] ?? 0,
      get reasons() {
        return reasonsOf(i);
      },
    };
    return { block, decision };
  });
}

/** What was known of the lines of the page: the labels depend on nothing else of the memory. */
function unpackSite({ site }: PackedArticle, parts: Parts): SiteMemory | undefined {
  if (site === null) return undefined;
  const [lines, counts] = [new Uint32Array(parts.copy(PART.lines)), new Uint32Array(parts.copy(PART.counts))];
  return { sites: new Map([[site.name, { site: site.name, groups: site.groups, lines, counts }]]) };
}

/** Makes a value when it is first asked for. */
function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}
