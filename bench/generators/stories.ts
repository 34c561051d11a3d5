/** News that never happened: stories, their later versions, notices of a series, forms filled in. */
import type { Language } from "./languages.ts";
import type { Random } from "./random.ts";

export interface Story {
  readonly title: string;
  /** Paragraphs of sentences. */
  readonly paragraphs: readonly (readonly string[])[];
  /** Year-month-day. */
  readonly published: string;
}

/** The text of a story: paragraphs parted by an empty line. */
export function textOf(story: Story, language: Language): string {
  return story.paragraphs.map((sentences) => sentences.join(language.space)).join("\n\n");
}

/** A word by Zipf's law. */
export function word(language: Language, random: Random): string {
  return language.words[random.zipf(language.words.length)] ?? "";
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** A number as news has them: counts, years, amounts with decimals, and grouped thousands. */
export function amount(random: Random): string {
  const kind = random.next();
  if (kind < 0.5) return String(random.int(2, 98));
  if (kind < 0.7) return String(random.int(1950, 2022));
  if (kind < 0.85) return `${random.int(1, 40)}.${random.int(1, 9)}`;
  return `${random.int(1, 900)},${String(random.int(0, 999)).padStart(3, "0")}`;
}

/** People and places that a story keeps coming back to. */
interface Cast {
  readonly names: readonly string[];
}

function sentence(language: Language, random: Random, cast: Cast, words: readonly [number, number]): string {
  const parts: string[] = [];
  const length = random.int(...words);
  for (let i = 0; i < length; i++) {
    const draw = random.next();
    if (draw < 0.08) parts.push(random.pick(cast.names));
    else if (draw < 0.12) parts.push(`${amount(random)}${language.space}${random.pick(language.units)}`);
    else if (draw < 0.13) parts.push(random.pick(language.days));
    else parts.push(word(language, random));
    if (i < length - 1 && random.chance(0.06)) parts[i] = `${parts[i] ?? ""}${language.comma}`;
  }
  const text = capitalised(parts.join(language.space));
  return random.chance(0.12) ? `${language.openQuote}${text}${language.closeQuote}${language.stop}` : `${text}${language.stop}`;
}

/** A story of about `words` words. */
export function makeStory(language: Language, random: Random, words: number): Story {
  const cast = { names: Array.from({ length: 7 }, () => random.pick(language.names)) };
  const paragraphs: string[][] = [];
  let left = words;
  while (left > 0) {
    const sentences: string[] = [];
    for (let i = random.int(1, 4); i > 0 && left > 0; i--) {
      const length = Math.min(left, random.int(9, 26));
      sentences.push(sentence(language, random, cast, [length, length]));
      left -= length;
    }
    paragraphs.push(sentences);
  }
  const title = capitalised(
    [random.pick(cast.names), ...Array.from({ length: random.int(4, 7) }, () => word(language, random))].join(language.space),
  );
  return { title, paragraphs, published: date(random) };
}

function date(random: Random): string {
  return `20${random.int(10, 21)}-${String(random.int(1, 12)).padStart(2, "0")}-${String(random.int(1, 28)).padStart(2, "0")}`;
}

/** A number of two digits or more, not inside a longer one: what a correction changes. */
const FIGURE = /(?<![\d.,])\d{1,3}(?:,\d{3})?(?:\.\d)?(?![\d])/g;

/** The story with `count` of its figures corrected; undefined when it has too few. Everything else stays. */
export function corrected(story: Story, random: Random, count: number): Story | undefined {
  const places: { paragraph: number; sentence: number; at: number; figure: string }[] = [];
  story.paragraphs.forEach((sentences, paragraph) => {
    sentences.forEach((text, sentence) => {
      for (const match of text.matchAll(FIGURE)) places.push({ paragraph, sentence, at: match.index, figure: match[0] });
    });
  });
  if (places.length < count) return undefined;
  const chosen = random
    .shuffled(places)
    .slice(0, count)
    .sort((x, y) => y.at - x.at);
  const paragraphs = story.paragraphs.map((sentences) => [...sentences]);
  for (const { paragraph, sentence, at, figure } of chosen) {
    const text = paragraphs[paragraph]?.[sentence] ?? "";
    const next = otherFigure(figure, random);
    const row = paragraphs[paragraph];
    if (row !== undefined) row[sentence] = text.slice(0, at) + next + text.slice(at + figure.length);
  }
  return { ...story, paragraphs };
}

function otherFigure(figure: string, random: Random): string {
  for (;;) {
    const next = figure.replace(/\d+/, (digits) => String(random.int(Math.max(2, 10 ** (digits.length - 1)), 10 ** digits.length - 1)));
    if (next !== figure) return next;
  }
}

/** What differs from one notice of a series to the next. */
export type SeriesKind = "numbers" | "date" | "numbers and date";

/** Notices of one series: the words stay, figures or dates change. `words` is the length of each. */
export function makeSeries(
  language: Language,
  random: Random,
  { kind, words, count }: { kind: SeriesKind; words: number; count: number },
): Story[] {
  const cast = { names: Array.from({ length: 3 }, () => random.pick(language.names)) };
  const numbers = kind !== "date";
  const dates = kind !== "numbers";
  const lengths: number[] = [];
  for (let left = words; left > 0;) {
    const length = Math.min(left, random.int(8, 18));
    lengths.push(length);
    left -= length;
  }
  // The form: sentences with holes "{n}" for numbers and "{d}" for dates.
  const form = lengths.map((length, index) => {
    const parts = Array.from({ length }, () => (random.chance(0.06) ? random.pick(cast.names) : word(language, random)));
    const holes = index === 0 ? ["{n}", "{d}"] : random.chance(0.6) ? ["{n}"] : [];
    for (const hole of holes)
      parts.splice(random.int(1, parts.length), 0, hole === "{n}" ? `{n}${language.space}${random.pick(language.units)}` : hole);
    return `${capitalised(parts.join(language.space))}${language.stop}`;
  });
  const fixed = { number: amount(random), date: dateWords(language, random) };
  const title = capitalised(Array.from({ length: 5 }, () => word(language, random)).join(language.space));
  const seen = new Set<string>();
  const stories: Story[] = [];
  while (stories.length < count) {
    const when = dates ? dateWords(language, random) : fixed.date;
    const sentences = form.map((text) =>
      text.replaceAll("{n}", () => (numbers ? amount(random) : fixed.number)).replaceAll("{d}", () => when),
    );
    const text = sentences.join(language.space);
    if (seen.has(text)) continue;
    seen.add(text);
    stories.push({ title, paragraphs: [sentences], published: date(random) });
  }
  return stories;
}

function dateWords(language: Language, random: Random): string {
  return `${random.pick(language.days)}${language.space}${random.int(1, 28)}${language.space}${random.pick(language.months)}`;
}

/** One form filled in `count` times: names, numbers and words change, most of the text stays. */
export function makeTemplates(language: Language, random: Random, { words, count }: { words: number; count: number }): Story[] {
  const form = makeStory(language, random.branch(1), words).paragraphs.map((sentences) =>
    sentences.map((text) => text.replace(/\d[\d.,]*\d|\d/g, "{n}")),
  );
  const holes = { place: random.pick(language.names), closing: language.stop };
  return Array.from({ length: count }, () => {
    const own = Array.from({ length: 4 }, () => random.pick(language.names));
    const paragraphs = form.map((sentences) =>
      sentences.map((text, index) => {
        const filled = text.replaceAll("{n}", () => amount(random)).replaceAll(holes.place, () => own[0] ?? "");
        const subject = `${own[index % 4] ?? ""}${language.space}${amount(random)}${language.space}${random.pick(own)}${language.space}`;
        return index % 2 === 0 ? subject + filled : filled;
      }),
    );
    const title = `${capitalised(word(language, random))}${language.space}${own[0] ?? ""}`;
    return { title, paragraphs, published: date(random) };
  });
}
