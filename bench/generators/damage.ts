/** What happens to articles on their way from site to site: one function a kind of copy. */
import type { Language } from "./languages.ts";
import type { Random } from "./random.ts";
import { makeStory, textOf, word, type Story } from "./stories.ts";

export interface Copy {
  readonly title: string;
  readonly text: string;
  readonly published: string;
}

type Damage = (story: Story, language: Language, random: Random) => Copy;

const plain = (story: Story, _language: Language, text: string, title = story.title): Copy => ({ title, text, published: story.published });
const UNSPACED = new Set(["zh", "ja", "th"]);

/** Letters that scanners take for one another. */
const LOOKALIKES: Readonly<Record<string, string>> = {
  l: "1",
  o: "0",
  s: "5",
  e: "c",
  n: "u",
  h: "b",
  i: "l",
  a: "o",
  t: "f",
  c: "e",
  m: "rn",
  g: "q",
  B: "8",
  O: "0",
};

function misread(text: string, share: number, random: Random): string {
  let out = "";
  for (const sign of text) {
    if (!/\p{L}|\p{N}/u.test(sign) || !random.chance(share)) out += sign;
    else if (random.chance(0.25)) continue;
    else if (random.chance(0.15)) out += ` ${sign}`;
    else out += LOOKALIKES[sign] ?? (/\d/.test(sign) ? "" : "");
  }
  return out;
}

/** Words replaced, put in and left out; figures and names stay. */
function edited(text: string, share: number, language: Language, random: Random): string {
  if (UNSPACED.has(language.code)) {
    const signs = Array.from(text);
    return signs
      .map((sign) => {
        if (!/\p{L}/u.test(sign) || !random.chance(share / 3)) return sign;
        const draw = random.next();
        return draw < 0.4 ? sign + word(language, random) : draw < 0.8 ? (word(language, random)[0] ?? "") : "";
      })
      .join("");
  }
  return text
    .split(" ")
    .map((part) => {
      if (!/^\p{Ll}+$|^[\p{Lo}\p{M}]+$/u.test(part) || !random.chance(share)) return part;
      const draw = random.next();
      return draw < 0.4 ? `${part} ${word(language, random)}` : draw < 0.8 ? word(language, random) : "";
    })
    .filter((part) => part !== "")
    .join(" ");
}

/** The first `share` of the letters, cut at the end of a word, as a feed cuts. */
function head(text: string, share: number, language: Language): string {
  const end = Math.ceil(text.length * share);
  const space = UNSPACED.has(language.code) ? end : text.indexOf(" ", end);
  return `${text.slice(0, space < 0 ? end : space)}…`;
}

const MOJIBAKE: readonly (readonly [string, string])[] = [
  ["“", "â€œ"],
  ["”", "â€\u009d"],
  ["’", "â€™"],
  ["é", "Ã©"],
  ["ü", "Ã¼"],
  ["£", "Â£"],
  ["–", "â€“"],
];
const CHROME = [
  "Home | News | Sport | Business | Weather",
  "Share this",
  "Sign up for our newsletter and never miss a story",
  "Comments (12)",
  "Most read",
];

function fullWidth(text: string): string {
  return text.replace(/[0-9A-Za-z]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) + 0xfee0));
}

/** Every kind of copy that the tool claims to survive. */
export const DAMAGES = {
  exact: (story, language) => plain(story, language, textOf(story, language)),
  "spaces lost": (story, language) => plain(story, language, textOf(story, language).replace(/\s+/g, "")),
  "one line": (story, language) =>
    plain(story, language, textOf(story, language).replace(/\s*\n+\s*/g, UNSPACED.has(language.code) ? "" : " ")),
  capitals: (story, language) => plain(story, language, textOf(story, language).toUpperCase(), story.title.toUpperCase()),
  "other quotes": (story, language) =>
    plain(
      story,
      language,
      textOf(story, language)
        .replace(/[“”「」]/g, '"')
        .replace(/[,،，、]/g, ";"),
    ),
  "other width": (story, language, random) =>
    plain(
      story,
      language,
      textOf(story, language)
        .split("\n")
        .map((line) =>
          random.chance(0.5)
            ? fullWidth(line)
            : line.replace(/(\p{L})(\p{L})/gu, (pair) => (random.chance(0.02) ? pair.slice(0, 1) + "\u200b" + pair.slice(1) : pair)),
        )
        .join("\n"),
    ),
  mojibake: (story, language) =>
    plain(
      story,
      language,
      MOJIBAKE.reduce((text, [from, to]) => text.replaceAll(from, to), textOf(story, language)),
    ),
  "misread 2%": (story, language, random) => plain(story, language, misread(textOf(story, language), 0.02, random)),
  "misread 5%": (story, language, random) => plain(story, language, misread(textOf(story, language), 0.05, random)),
  "edited 5%": (story, language, random) => plain(story, language, edited(textOf(story, language), 0.05, language, random)),
  "edited 20%": (story, language, random) => plain(story, language, edited(textOf(story, language), 0.2, language, random)),
  "another headline": (story, language, random) => plain(story, language, textOf(story, language), makeStory(language, random, 12).title),
  "cut to 60%": (story, language) => plain(story, language, head(textOf(story, language), 0.6, language)),
  "cut to 30%": (story, language) => plain(story, language, head(textOf(story, language), 0.3, language)),
  "cut to 20%": (story, language) => plain(story, language, head(textOf(story, language), 0.2, language)),
  abridged: (story, language, random) => {
    const paragraphs = story.paragraphs.map((sentences, index) =>
      sentences.filter((_, place) => (index === 0 && place === 0) || random.chance(0.6)),
    );
    return plain(story, language, textOf({ ...story, paragraphs: paragraphs.filter((sentences) => sentences.length > 0) }, language));
  },
  reordered: (story, language, random) =>
    plain(story, language, textOf({ ...story, paragraphs: random.shuffled(story.paragraphs) }, language)),
  updated: (story, language, random) => {
    const fresh = makeStory(language, random, 90).paragraphs;
    return plain(story, language, textOf({ ...story, paragraphs: [...fresh, ...story.paragraphs] }, language), `UPDATE 2-${story.title}`);
  },
  "local paragraphs": (story, language, random) => {
    const local = makeStory(language, random, 60).paragraphs;
    const [first = [], ...rest] = story.paragraphs;
    return plain(story, language, textOf({ ...story, paragraphs: [first, ...local.slice(0, 1), ...rest, ...local.slice(1)] }, language));
  },
  "in a page": (story, language) =>
    plain(story, language, [...CHROME.slice(0, 2), textOf(story, language), ...CHROME.slice(2)].join("\n\n")),
  "in a blog": (story, language, random) => {
    const own = makeStory(language, random, 80).paragraphs;
    return plain(story, language, textOf({ ...story, paragraphs: [...own.slice(0, 1), ...story.paragraphs, ...own.slice(1)] }, language));
  },
} satisfies Readonly<Record<string, Damage>>;

export type DamageKind = keyof typeof DAMAGES;
export const DAMAGE_KINDS: readonly DamageKind[] = Object.keys(DAMAGES) as DamageKind[];

/** A copy of a story with one kind of damage. */
export function damaged(kind: DamageKind, story: Story, language: Language, random: Random): Copy {
  const damage: Damage = DAMAGES[kind];
  return damage(story, language, random);
}
