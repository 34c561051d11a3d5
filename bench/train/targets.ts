/** Gold → what each unit of a page should come to, and how much it counts. The sets do not agree on what an article is. */
import { tokensOf } from "../../src/extract/labeller/block-text.ts";
import type { PageUnits } from "../../src/extract/labeller/units.ts";
import { hashWords } from "../../src/text/word-hashes.ts";
import type { Page } from "../../src/types.ts";
import type { GoldPage, SetName } from "./sets.ts";

/** Parallel to the units of a page. */
export interface Labels {
  /** Share that should be kept, 0–1, by our convention: the body without its headline. */
  readonly wanted: Float32Array;
  /** 0: nothing is known of the unit; 1: as good as the set's gold. */
  readonly weights: Float32Array;
  /** As the set's own gold has it, headline and byline kept. */
  readonly wantedWithHead: Float32Array;
  readonly wordCounts: Float32Array;
}

/** Sets whose gold holds the headline. */
export const HEADED_SETS: ReadonlySet<SetName> = new Set<SetName>(["cleanportal", "daniel"]);

/** Words of the longest headline, share of its words that stand in the title, and the weight of a unit taken out so. */
const HEADLINE_WORDS_MAX = 25;
const HEADLINE_TITLE_SHARE = 0.7;
const HEADLINE_WEIGHT = 0.3;
/** Words from which a unit is the body's beginning. */
const BODY_WORDS_MIN = 20;

export interface Labelling {
  readonly set: SetName;
  readonly gold: GoldPage;
  readonly page: Page;
  readonly units: PageUnits;
  /** Share of each unit that the gold holds. */
  readonly shares: Float32Array;
}

/** Labels of a page's units. */
export function labelUnits(labelling: Labelling): Labels {
  const { set, gold, units, shares } = labelling;
  const wordCounts = Float32Array.from(units.units, (unit) => unit.text.words);
  if (set === "segments") return labelSegments(labelling, wordCounts);
  const wanted = shares.slice();
  const weights = new Float32Array(shares.length).fill(1);
  if (HEADED_SETS.has(set)) {
    const title = titleWords(gold.html);
    const first = shares.findIndex((share, i) => share > 0.5 && (wordCounts[i] ?? 0) >= BODY_WORDS_MIN);
    units.units.forEach(({ text }, i) => {
      const share = shares[i] ?? 0;
      if (share <= 0.5) return;
      if (text.words <= HEADLINE_WORDS_MAX && title.size > 0 && (i <= first || first < 0)) {
        const words = new Set(tokensOf(text));
        let inTitle = 0;
        for (const word of words) if (title.has(word)) inTitle++;
        if (words.size >= 2 && inTitle >= HEADLINE_TITLE_SHARE * words.size) {
          wanted[i] = 0;
          weights[i] = HEADLINE_WEIGHT;
        }
      }
    });
  }
  return { wanted, weights, wantedWithHead: shares, wordCounts };
}

function titleWords(html: string): ReadonlySet<number> {
  return new Set(hashWords(/<title[^>]{0,200}>([^<]*)/i.exec(html)?.[1] ?? ""));
}

/** The segments name strings that must and must not be kept; of all other units silver knows, where there is any. */
function labelSegments({ gold, page, units, shares }: Labelling, wordCounts: Float32Array): Labels {
  const present = gold.present.map(foldSpace).filter((text) => text !== "");
  const absent = gold.absent.map(foldSpace).filter((text) => text !== "");
  const hasSilver = shares.some((share) => share > 0.5);
  const wanted = shares.slice();
  const weights = new Float32Array(units.units.length).fill(hasSilver ? 1 : 0);
  const holds = (segments: readonly string[], text: string): boolean =>
    segments.some((one) => (one.includes(text) ? text.length >= SEGMENT_CHARS_MIN : text.includes(one)));
  units.blocks.forEach((block, i) => {
    const text = page.blocks[block]?.text ?? "";
    const isPresent = holds(present, text);
    const isAbsent = holds(absent, text);
    if (isPresent === isAbsent) return;
    wanted[i] = isPresent ? 1 : 0;
    weights[i] = 1;
  });
  return { wanted, weights, wantedWithHead: wanted, wordCounts };
}

/** A unit that stands inside a segment says something from so many UTF-16 units on. */
const SEGMENT_CHARS_MIN = 12;

function foldSpace(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}
