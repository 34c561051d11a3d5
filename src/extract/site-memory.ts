/**
 * Which lines stand on many otherwise different pages of one site: chrome, however well written it is.
 *
 * Counting lines naively deletes stories, because a story carried by several pages makes its own body look like a recurring line.
 * So a line counts once a group of raw near-copies, needs several such groups on one site, and a long run of shared prose in
 * the same order is taken for a copied story, never for chrome.
 *
 * The memory does not depend on the order of the sightings. It can be counted site by site: `countSite` needs only the sightings
 * of its own site at a time, so that a caller with a large drop sorts sightings by site on disk and counts one site after another.
 */
import { mix32 } from "../text/hash.ts";
import { hashLine } from "../text/line-hash.ts";
import type { Claim, ClaimOrigin, Page } from "../types.ts";
import { domainOf } from "./domains.ts";

/** What one page tells the site memory; small, made in pass 1 for every page in any order. */
export interface Sighting {
  /** "@" and the registrable domain of the best address claim, else "/" and the container or folder; undefined: none. */
  readonly site: string | undefined;
  /** `hashLine` of every block that has text, in order of the page. */
  readonly lines: Uint32Array;
  /** Words of each line that is prose, capped at 255; 0 where it is not. */
  readonly prose: Uint8Array;
  /** SKETCH_SIZE minima over the prose lines: pages that share most of their prose agree in most of them. */
  readonly sketch: Uint32Array;
}

/** The lines that recur on one site. */
export interface SiteLines {
  readonly site: string;
  /** Groups of near-copies among the pages of the site. */
  readonly groups: number;
  /** Hashes of the recurring lines, ascending. */
  readonly lines: Uint32Array;
  /** On how many groups each stands, parallel to `lines`. */
  readonly counts: Uint32Array;
}

/** Which lines recur on which site. Immutable once built; independent of the order of sightings. */
export interface SiteMemory {
  readonly sites: ReadonlyMap<string, SiteLines>;
}

/** Minima kept a page; 16 tell .5 from .2 of shared prose well enough for a coarse grouping. */
const SKETCH_SIZE = 16;
/** Equal minima from which two pages count as near-copies: an estimated Jaccard similarity of .5. */
const NEAR_COPY_MINIMA = 8;
/** Rows a band of the sketch. Pages meet when one band agrees: at .5 similarity 2 rows in 8 bands miss one pair in ten. */
const BAND_ROWS = 2;
/** Pages of one band that are compared pair by pair; beyond it each with its neighbours in the order of sketches. */
const BAND_NEIGHBOURS = 24;
/** Words from which a line that has sentence punctuation is prose. */
const PROSE_WORDS_MIN = 8;
/** Groups on which a line of a site with an address must stand. Measured on copies of stories: 3 loses 1 in 1,264, 2 loses 110. */
const GROUPS_MIN = 3;
/** The same where only a folder or container holds the pages together, which may be many sites. */
const GROUPS_MIN_WITHOUT_ADDRESS = 5;
/** Share of the groups of a folder or container on which a line must stand: one story on a few of many sites is no chrome. */
const GROUP_SHARE_MIN_WITHOUT_ADDRESS = 0.05;
/** A run of shared prose with at least so many lines and words is a copied story. */
const COPIED_RUN_LINES = 4;
const COPIED_RUN_WORDS = 100;

/** Address claims, best first; "given" and "record" name the page, the others are the page's own word. */
const ADDRESS_ORIGINS: readonly ClaimOrigin[] = ["given", "record", "front matter", "canonical link", "open graph", "json-ld"];

/** The site a page belongs to, as `Sighting.site` names it. */
export function siteOf(page: Pick<Page, "provenance" | "claims">): string | undefined {
  const addresses = [
    page.provenance.url,
    ...ADDRESS_ORIGINS.flatMap((origin) => page.claims.filter((claim) => isAddress(claim, origin)).map((claim) => claim.value)),
  ];
  for (const address of addresses) {
    if (address === undefined) continue;
    const domain = domainOf(address, { isPrivate: true });
    if (domain !== null) return `@${domain}`;
  }
  const { source, record } = page.provenance;
  if (record !== undefined) return `/${source}`;
  return source === "<stdin>" ? undefined : `/${source.slice(0, Math.max(0, source.lastIndexOf("/")))}`;
}

function isAddress(claim: Claim, origin: ClaimOrigin): boolean {
  return claim.field === "url" && claim.from === origin;
}

/** What a page tells the site memory. Linear in the page. */
export function sightingOf(page: Pick<Page, "provenance" | "claims" | "blocks">): Sighting {
  const blocks = page.blocks.filter((block) => block.text !== "");
  const lines = Uint32Array.from(blocks, (block) => hashLine(block.text));
  const prose = Uint8Array.from(blocks, (block) => (isProse(block.text, block.wordCount) ? Math.min(255, block.wordCount) : 0));
  return { site: siteOf(page), lines, prose, sketch: sketchOf(lines, prose) };
}

function isProse(text: string, wordCount: number): boolean {
  return wordCount >= PROSE_WORDS_MIN && /[.!?。！？…][\p{P}\s]*$/u.test(text.slice(-8));
}

/** Of the prose lines; of all lines where a page has hardly any prose. */
function sketchOf(lines: Uint32Array, prose: Uint8Array): Uint32Array {
  const sketch = new Uint32Array(SKETCH_SIZE).fill(0xffffffff);
  const hasProse = prose.reduce((count, words) => count + (words > 0 ? 1 : 0), 0) >= COPIED_RUN_LINES;
  lines.forEach((line, i) => {
    if (hasProse && prose[i] === 0) return;
    for (let k = 0; k < SKETCH_SIZE; k++) {
      const hash = mix32(line ^ Math.imul(k + 1, 0x9e3779b1));
      if (hash < (sketch[k] ?? 0)) sketch[k] = hash;
    }
  });
  return sketch;
}

/** Order of sketches, so that what is grouped does not depend on the order in which pages came. */
function compareSketches(a: Uint32Array, b: Uint32Array): number {
  for (let k = 0; k < SKETCH_SIZE; k++) {
    const difference = (a[k] ?? 0) - (b[k] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

function areNearCopies(a: Uint32Array, b: Uint32Array): boolean {
  let equal = 0;
  for (let k = 0; k < SKETCH_SIZE; k++) if (a[k] === b[k]) equal++;
  return equal >= NEAR_COPY_MINIMA;
}

/** Number of the group of near-copies that each sighting belongs to. */
function groupNearCopies(sightings: readonly Sighting[]): Int32Array {
  const parent = Int32Array.from(sightings, (_, i) => i);
  const find = (start: number): number => {
    let i = start;
    for (;;) {
      const up = parent[i] ?? i;
      if (up === i) return i;
      parent[i] = parent[up] ?? up;
      i = up;
    }
  };
  for (let band = 0; band < SKETCH_SIZE; band += BAND_ROWS) {
    const buckets = new Map<number, number[]>();
    sightings.forEach(({ sketch }, i) => {
      const key = mix32((sketch[band] ?? 0) ^ Math.imul(sketch[band + 1] ?? 0, 0x9e3779b1));
      const bucket = buckets.get(key);
      if (bucket === undefined) buckets.set(key, [i]);
      else bucket.push(i);
    });
    for (const bucket of buckets.values()) {
      // Sightings are sorted by sketch, so a bucket is too.
      for (let x = 0; x < bucket.length; x++)
        for (let y = x + 1; y < Math.min(bucket.length, x + BAND_NEIGHBOURS); y++) {
          const [a, b] = [bucket[x] ?? 0, bucket[y] ?? 0];
          const [first, second] = [sightings[a], sightings[b]];
          if (first !== undefined && second !== undefined && areNearCopies(first.sketch, second.sketch)) parent[find(a)] = find(b);
        }
    }
  }
  return parent.map((_, i) => find(i));
}

/** The recurring lines of one site out of all its sightings; undefined where nothing recurs. Order of the sightings does not matter. */
export function countSite(site: string, sightings: readonly Sighting[]): SiteLines | undefined {
  const isAddressed = site.startsWith("@");
  if (sightings.length < (isAddressed ? GROUPS_MIN : GROUPS_MIN_WITHOUT_ADDRESS)) return undefined;
  const sorted = sightings.toSorted((a, b) => compareSketches(a.sketch, b.sketch));
  const groupOf = groupNearCopies(sorted);
  const groups = new Set(groupOf).size;
  const groupsMin = isAddressed ? GROUPS_MIN : Math.max(GROUPS_MIN_WITHOUT_ADDRESS, GROUP_SHARE_MIN_WITHOUT_ADDRESS * groups);

  // Pages of one group follow one another, so a line's last group tells whether this group has been counted.
  const order = Array.from(sorted, (_, i) => i).sort((a, b) => (groupOf[a] ?? 0) - (groupOf[b] ?? 0));
  const counts = new Map<number, number>();
  const lastGroup = new Map<number, number>();
  for (const i of order)
    for (const line of sorted[i]?.lines ?? []) {
      if (lastGroup.get(line) === groupOf[i]) continue;
      lastGroup.set(line, groupOf[i] ?? 0);
      counts.set(line, (counts.get(line) ?? 0) + 1);
    }
  const recurring = new Set<number>();
  for (const [line, count] of counts) if (count >= groupsMin) recurring.add(line);
  const copied = new Set<number>();
  for (const sighting of sorted) addCopiedRuns(sighting, recurring, copied);
  const lines = Uint32Array.from([...recurring].filter((line) => !copied.has(line))).sort();
  return lines.length === 0 ? undefined : { site, groups, lines, counts: lines.map((line) => counts.get(line) ?? 0) };
}

/** Adds the lines of long runs of shared prose: the body of a story that several pages carry. */
function addCopiedRuns(sighting: Sighting, recurring: ReadonlySet<number>, copied: Set<number>): void {
  let run: number[] = [];
  let wordCount = 0;
  const endRun = (): void => {
    if (run.length >= COPIED_RUN_LINES && wordCount >= COPIED_RUN_WORDS) for (const line of run) copied.add(line);
    run = [];
    wordCount = 0;
  };
  sighting.lines.forEach((line, i) => {
    const words = sighting.prose[i] ?? 0;
    if (words === 0) return;
    if (!recurring.has(line)) {
      endRun();
      return;
    }
    run.push(line);
    wordCount += words;
  });
  endRun();
}

/** The memory of sites that were counted one by one. */
export function siteMemoryOf(counted: Iterable<SiteLines | undefined>): SiteMemory {
  const sites = new Map<string, SiteLines>();
  for (const site of counted) if (site !== undefined) sites.set(site.site, site);
  return { sites };
}

/** The memory of a drop that fits into memory; larger drops are counted with `countSite`, one site after another. */
export function buildSiteMemory(sightings: Iterable<Sighting>): SiteMemory {
  const bySite = new Map<string, Sighting[]>();
  for (const sighting of sightings) {
    if (sighting.site === undefined) continue;
    const known = bySite.get(sighting.site);
    if (known === undefined) bySite.set(sighting.site, [sighting]);
    else known.push(sighting);
  }
  return siteMemoryOf([...bySite].map(([site, seen]) => countSite(site, seen)));
}

/** What the memory knows of a page's site; undefined: the site is unknown, or nothing recurs on it. */
export function recallSite(memory: SiteMemory | undefined, page: Pick<Page, "provenance" | "claims">): SiteLines | undefined {
  if (memory === undefined || memory.sites.size === 0) return undefined;
  const site = siteOf(page);
  return site === undefined ? undefined : memory.sites.get(site);
}

/** On how many groups of its site a line stands; 0: it does not recur. Logarithmic. */
export function recurrences(site: SiteLines, line: number): number {
  let low = 0;
  let high = site.lines.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const value = site.lines[middle] ?? 0;
    if (value === line) return site.counts[middle] ?? 0;
    if (value < line) low = middle + 1;
    else high = middle - 1;
  }
  return 0;
}
