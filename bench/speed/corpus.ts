/** A drop of made-up articles, some of which are copies, as bytes: what the benches of speed run on. */
import { DAMAGE_KINDS, damaged } from "../generators/damage.ts";
import { language } from "../generators/languages.ts";
import { Random } from "../generators/random.ts";
import { makeStory, textOf, type Story } from "../generators/stories.ts";

export interface Corpus {
  /** All texts, one after the other, in UTF-8. */
  readonly bytes: Buffer;
  /** Text i is bytes[starts[i] .. starts[i + 1]]. */
  readonly starts: Float64Array;
  readonly titles: readonly string[];
  readonly count: number;
}

/** One article. */
export interface MadeArticle {
  readonly title: string;
  readonly text: string;
}

/** Share of the articles that are copies of earlier ones. */
const COPIES = 0.2;
/** Stories that a copy may be made of: a wire story is copied within hours, not years later. */
const WINDOW = 400;
/** Words of an article, from and to: 600 on the average. */
const WORDS: readonly [number, number] = [250, 950];

export interface CorpusShape {
  readonly seed?: number;
  /** Words of an article, from and to. */
  readonly words?: readonly [number, number];
}

/** `count` articles, one after the other. The same for the same count and shape. */
export function* makeArticles(count: number, { seed = 1, words = WORDS }: CorpusShape = {}): Generator<MadeArticle> {
  const random = new Random(seed);
  const english = language("en");
  const recent: Story[] = [];
  for (let i = 0; i < count; i++) {
    if (recent.length > 0 && random.chance(COPIES)) {
      yield damaged(random.pick(DAMAGE_KINDS), random.pick(recent), english, random);
      continue;
    }
    const story = makeStory(english, random, random.int(...words));
    if (recent.length < WINDOW) recent.push(story);
    else recent[random.int(0, WINDOW - 1)] = story;
    yield { title: story.title, text: textOf(story, english) };
  }
}

/** `count` articles in memory. */
export function makeCorpus(count: number, seed = 1): Corpus {
  const starts = new Float64Array(count + 1);
  const titles: string[] = [];
  let bytes = Buffer.allocUnsafe(Math.max(1 << 16, count * 4200));
  let at = 0;
  for (const { title, text } of makeArticles(count, { seed })) {
    const length = Buffer.byteLength(text);
    if (at + length > bytes.length) bytes = Buffer.concat([bytes], Math.ceil((at + length) * 1.3));
    bytes.write(text, at);
    titles.push(title);
    at += length;
    starts[titles.length] = at;
  }
  return { bytes: bytes.subarray(0, at), starts, titles, count };
}

/** A text of the corpus. */
export function textAt({ bytes, starts }: Corpus, index: number): string {
  return bytes.toString("utf8", starts[index], starts[index + 1]);
}
