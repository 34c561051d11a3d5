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

/** Share of the articles that are copies of earlier ones. */
const COPIES = 0.2;
/** Stories that a copy may be made of: a wire story is copied within hours, not years later. */
const WINDOW = 400;
/** Words of an article, from and to: 600 on the average. */
const WORDS = [250, 950] as const;

/** `count` articles. The same for the same count and seed. */
export function makeCorpus(count: number, seed = 1): Corpus {
  const random = new Random(seed);
  const english = language("en");
  const recent: Story[] = [];
  const starts = new Float64Array(count + 1);
  const titles: string[] = [];
  let bytes = Buffer.allocUnsafe(Math.max(1 << 16, count * 4200));
  let at = 0;
  for (let i = 0; i < count; i++) {
    let title: string;
    let text: string;
    if (recent.length > 0 && random.chance(COPIES)) {
      const copy = damaged(random.pick(DAMAGE_KINDS), random.pick(recent), english, random);
      ({ title, text } = copy);
    } else {
      const story = makeStory(english, random, random.int(...WORDS));
      if (recent.length < WINDOW) recent.push(story);
      else recent[random.int(0, WINDOW - 1)] = story;
      ({ title } = story);
      text = textOf(story, english);
    }
    const length = Buffer.byteLength(text);
    if (at + length > bytes.length) bytes = Buffer.concat([bytes], Math.ceil((at + length) * 1.3));
    bytes.write(text, at);
    titles.push(title);
    at += length;
    starts[i + 1] = at;
  }
  return { bytes: bytes.subarray(0, at), starts, titles, count };
}

/** A text of the corpus. */
export function textAt({ bytes, starts }: Corpus, index: number): string {
  return bytes.toString("utf8", starts[index], starts[index + 1]);
}
