/** Claims → Metadata: what is known about an article, each fact with its origin, each claim with its verdict. */
import { endsSentence, splitSentences } from "../../text/sentences.ts";
import { foldTitle } from "../../text/similarity.ts";
import type { Block, Claim, ClaimField, Fact, JudgedClaim, Metadata, Page } from "../../types.ts";
import { type BlockWords, blockWords } from "../block-words.ts";
import { addressDate, domainLabel, hostOf, resolveAddress, resolveSite, slugWords } from "./addresses.ts";
import { resolveAuthors } from "./authors.ts";
import { blockClaims, extentOf, sourceClaims, type Extent } from "./block-claims.ts";
import { resolveLanguage } from "./languages.ts";
import { byHead, type SiteNames } from "./names.ts";
import { resolveDates } from "./published.ts";
import { agreement, type TitleEvidence, type WordSet } from "./title-dress.ts";
import { bodyWords, headlineClaims, resolveTitle, sitesBesideHeadline } from "./titles.ts";
import { judge, type Resolution } from "./verdict.ts";
import { continuesLine } from "../pieces.ts";

/** Letters of prose that the language is read from; detection looks at no more. */
const LANGUAGE_LETTERS_MAX = 1600;

/**
 * Never throws on input. `keep` and `scores` are the labeller's word on each block of the page. A judged claim that `won` says what
 * was chosen; where it names a block, nothing but what was understood stands in that block. `words`: of the page's blocks, where somebody has asked for some of them before.
 * `runIn`: what the head of a line says that goes on with prose.
 */
export function resolveMetadata(
  page: Page,
  keep: readonly boolean[],
  scores: Float32Array,
  words: BlockWords = blockWords(page.blocks),
  runIn: readonly Claim[] = [],
): Metadata {
  const extent = extentOf(page.blocks, keep, scores);
  const own = withRecordAddress(page);
  const of = (field: ClaimField, claims: readonly Claim[]): Claim[] => claims.filter((claim) => claim.field === field);
  const language = resolveLanguage(of("language", own), proseOf(page.blocks, keep));
  const url = resolveAddress(of("url", [...own, ...sourceClaims(page.blocks, extent)]));
  const address = url.fact?.from === "source line" ? undefined : url.fact?.value;
  const beside = page.format === "html" ? sitesBesideHeadline(of("title", own), page.blocks.slice(0, extent.first + 1)) : [];
  const names = sitesOf(of("site", own), address, beside);
  const evidence = titleEvidence(bodyWords(page.blocks, keep, extent, words), { address, sites: names });
  const lines = titleLines(
    headlineClaims(page.blocks, extent, evidence, { format: page.format, keep, scores }),
    of("title", runIn),
    evidence,
  );
  const title = resolveTitle([...of("title", own), ...lines], evidence, {
    format: page.format,
    blocks: page.blocks,
    firstSentence: () => firstSentence(page.blocks, keep, extent),
  });
  const read = blockClaims(page, extent, { language: language.fact?.value, title: titleBlock(page.blocks, title.judged) });
  const claims = [...own, ...read, ...runIn.filter(({ field }) => field !== "title")];
  const site = resolveSite(of("site", own), { address, suffix: title.suffix });
  const fromAddress = address === undefined ? undefined : addressDate(address);
  const dates = resolveDates([...of("published", claims), ...of("modified", claims), ...(fromAddress === undefined ? [] : [fromAddress])], {
    language: language.fact?.value,
    locale: of("language", own).find((claim) => /[-_]/u.test(claim.value))?.value,
    country: address === undefined ? undefined : hostOf(address)?.split(".").at(-1),
    fetchedAt: page.provenance.fetchedAt,
  });
  const authors = resolveAuthors(of("author", claims), siteNames(names, title.suffix));
  const description = strongest(of("description", claims));
  return {
    title: title.fact,
    authors: authors.fact,
    published: dates.published.fact,
    modified: dates.modified.fact,
    language: language.fact,
    url: url.fact,
    site: site.fact,
    description: description.fact,
    claims: [title, authors, dates.published, dates.modified, language, url, site, description].flatMap(({ judged }) => judged),
  };
}

/** The surest that another line can be where one with a date runs into the prose and agrees with it no less, 0–1. */
const BESIDE_RUN_IN_MAX = 0.7;

/** Lines that may be the headline: of those that stand by themselves, and of those that run into the prose. */
function titleLines(lines: readonly Claim[], runIn: readonly Claim[], { body }: TitleEvidence): Claim[] {
  const [inLine] = runIn;
  if (inLine === undefined) return [...lines];
  const weakened = lines.map((line) =>
    agreement(line.value, body) > agreement(inLine.value, body)
      ? line
      : { ...line, confidence: Math.min(BESIDE_RUN_IN_MAX, line.confidence) },
  );
  return [...weakened, ...runIn];
}

/** Where the headline stands, so that the lines around it are asked for author and date: the block that won, else the first heading like it. */
function titleBlock(blocks: readonly Block[], judged: readonly JudgedClaim[]): number | undefined {
  const won = judged.filter((verdict) => verdict.won);
  const [first] = won.flatMap(({ claim }) => (claim.block === undefined ? [] : [claim.block]));
  if (first !== undefined) return first;
  const titles = new Set(won.map(({ claim }) => foldTitle(claim.value)));
  return blocks.find((block) => block.kind === "heading" && titles.has(foldTitle(block.text)))?.index;
}

/** The container's address is a claim too, whether or not its reader made it one. */
function withRecordAddress(page: Page): readonly Claim[] {
  const { url } = page.provenance;
  if (url === undefined || page.claims.some((claim) => claim.field === "url" && claim.value === url)) return page.claims;
  return [{ field: "url", value: url, from: "record", confidence: 0.95, block: undefined }, ...page.claims];
}

/** `beside`: what the page's title holds beside the headline. */
function sitesOf(claims: readonly Claim[], address: string | undefined, beside: readonly string[]): SiteNames {
  const ofAddress = address === undefined ? [] : [hostOf(address), domainLabel(address)];
  return {
    declared: [...claims.filter((claim) => claim.confidence >= 0.3 && claim.value.length <= 80).map((claim) => claim.value), ...beside],
    ofAddress: ofAddress.filter((name) => name !== undefined),
  };
}

/** What stands behind a title is the site's name, unless it is a byline: "… - by Jane Doe". */
function siteNames(names: SiteNames, suffix: string | undefined): SiteNames {
  return suffix === undefined || byHead(suffix) !== undefined ? names : { ...names, declared: [...names.declared, suffix] };
}

function titleEvidence(body: WordSet, known: { address: string | undefined; sites: SiteNames }): TitleEvidence {
  return {
    sites: [...new Set([...known.sites.declared, ...known.sites.ofAddress])],
    slug: known.address === undefined ? undefined : slugWords(known.address),
    body,
  };
}

function proseOf(blocks: readonly Block[], keep: readonly boolean[]): string {
  const gather = (isTaken: (block: Block) => boolean): string => {
    const parts: string[] = [];
    let letters = 0;
    for (const block of blocks) {
      if (letters >= LANGUAGE_LETTERS_MAX) break;
      if (!isTaken(block) || block.kind === "code") continue;
      parts.push(block.text);
      letters += block.text.length;
    }
    return parts.join(" ");
  };
  const kept = gather((block) => keep[block.index] === true && block.text.length > 30);
  return kept.length >= 200 ? kept : gather(() => true);
}

/** Letters within which the first sentence ends; a longer one is cut by the title anyway. */
const SENTENCE_LETTERS_MAX = 600;

/** The kept piece with which the sentence of a piece begins: names cut a line into pieces, too. */
function beginningOf(piece: Block, blocks: readonly Block[], keep: readonly boolean[]): Block {
  let start = piece;
  for (let before = blocks[start.index - 1]; before !== undefined && continuesLine(start); before = blocks[start.index - 1]) {
    if (before.line !== start.line || keep[before.index] !== true || endsSentence(before.text)) break;
    start = before;
  }
  return start;
}

/** The first sentence of what was kept, over pieces of one line and over what was taken for a run-on. */
function firstSentence(blocks: readonly Block[], keep: readonly boolean[], extent: Extent): string | undefined {
  const found = blocks.find(
    (block) =>
      block.index >= extent.first && keep[block.index] === true && block.wordCount >= 3 && block.kind !== "code" && block.kind !== "image",
  );
  if (found === undefined) return undefined;
  const start = beginningOf(found, blocks, keep);
  let line = start.text.slice(0, 2 * SENTENCE_LETTERS_MAX);
  for (let i = start.index + 1; line.length < SENTENCE_LETTERS_MAX; i++) {
    const next = blocks[i];
    if (next?.line !== start.line || !continuesLine(next)) break;
    line += next.joint === "space" ? ` ${next.text}` : next.text;
  }
  let sentence = "";
  for (const piece of splitSentences(line)) {
    const at = line.indexOf(piece, sentence.length);
    sentence = line.slice(0, at + piece.length);
    if (/[.!?…。！？؟।։]["”’»)」』]*$/u.test(piece)) break;
  }
  return sentence.trim() === "" ? line : sentence.trim();
}

function strongest(claims: readonly Claim[]): Resolution<string> {
  const [best] = [...claims].sort((a, b) => b.confidence - a.confidence);
  if (best === undefined) return { fact: undefined, judged: [] };
  const fact: Fact<string> = { value: best.value, from: best.from, confidence: best.confidence };
  return {
    fact,
    judged: claims.map((claim) =>
      claim.value === best.value ? judge(claim, true, "the strongest") : judge(claim, false, `${best.from} is stronger`),
    ),
  };
}
