/** The strongest contributions to a decision, in words that a person understands. One row a group of features. */
/** A block's raw features by the names of their columns; markup features are 0 in text. */
export type Read = (column: string) => number;

interface ReasonRow {
  /** Columns whose contributions are added up. */
  readonly columns: readonly string[];
  /** What is true of the block and speaks for (or against) keeping it; undefined: nothing that a person would see. */
  readonly say: (read: Read, isKept: boolean) => string | undefined;
}

const percent = (share: number): string => `${Math.round(100 * Math.min(1, share))}%`;
const whole = (value: number): string => String(Math.max(0, Math.round(value)));
const unLn = (value: number, scale: number): number => Math.expm1(Math.abs(value) * scale);
const blocksAway = (value: number): string => {
  const count = Math.max(1, Math.round(unLn(value, 4)));
  return count === 1 ? "1 block" : `${count} blocks`;
};

const ROWS: readonly ReasonRow[] = [
  {
    columns: ["ends a sentence", "sentence ends", "ends in a question", "ends in an exclamation"],
    say: (read) =>
      read("ends a sentence") > 0 ? (read("sentence ends") > 0.5 ? "is made of whole sentences" : "ends a sentence") : "ends no sentence",
  },
  {
    columns: ["chars", "ln chars", "ln words", "words", "prose score"],
    say: (read) => {
      const count = Math.round(unLn(read("ln words"), 4));
      return `has ${count === 1 ? "1 word" : `${count} words`}`;
    },
  },
  {
    columns: [
      "link share",
      "link density of the element",
      "link density of the parent",
      "link density of the 2nd parent",
      "link density of the 3rd parent",
      "link density of the same path",
    ],
    say: (read) => {
      const own = read("link share");
      const around = read("link density of the parent");
      if (own >= 0.2) return `${percent(own)} of its words are links`;
      if (around >= 0.3) return `${percent(around)} of the words around it are links`;
      return around < 0.15 ? "has hardly any links in or around it" : undefined;
    },
  },
  {
    columns: [
      "in the best span",
      "ln distance before the best span",
      "ln distance after the best span",
      "ln distance from the start of the best span",
      "ln distance to the end of the best span",
      "share of blocks in the best span",
      "ln distance from the first long block",
    ],
    say: (read) => {
      if (read("in the best span") > 0) return "stands in the longest run of prose";
      if (read("ln distance after the best span") > 0)
        return `stands ${blocksAway(read("ln distance after the best span"))} after the longest run of prose`;
      if (read("ln distance before the best span") > 0)
        return `stands ${blocksAway(read("ln distance before the best span"))} before the longest run of prose`;
      return undefined;
    },
  },
  {
    columns: ["site is known", "share of the site's pages", "ln pages of the site"],
    say: (read) => {
      const pages = Math.round(unLn(read("ln pages of the site"), 2));
      if (pages > 0) return `also stands on ${pages} other pages of this site`;
      return read("site is known") > 0 ? "stands on no other page of this site" : undefined;
    },
  },
  {
    columns: ["repeated on the page"],
    say: (read) =>
      read("repeated on the page") > 0 ? `stands ${whole(Math.expm1(read("repeated on the page")) + 1)} times on the page` : undefined,
  },
  {
    columns: ["common words of the best span", "other words of the best span", "short words"],
    say: (read, isKept) => {
      if (read("other words of the best span") > 0.4) return "shares its words with the main text";
      return isKept ? undefined : "shares few words with the main text";
    },
  },
  {
    columns: [
      "title words, of the smaller",
      "title words, of the title",
      "is the title",
      "has a title",
      "title score",
      "ln distance from the title",
      "distance to the first heading",
      "has a first heading",
      "is the first heading",
    ],
    say: (read) => {
      if (read("title words, of the smaller") > 0.6) return "says what the title says";
      const distance = read("ln distance from the title");
      if (read("has a title") === 0 || distance <= -1.5) return undefined;
      return distance < 0 ? "stands before the headline" : undefined;
    },
  },
  {
    columns: ["capitalised words", "words in capitals"],
    say: (read, isKept) => {
      if (read("words in capitals") > 0.5) return "is written in capitals";
      if (read("capitalised words") > 0.6) return `${percent(read("capitalised words"))} of its words are capitalised`;
      return isKept ? "is written as prose is, in lower case" : undefined;
    },
  },
  {
    columns: [
      "numbers",
      "digits",
      "has a time",
      "has a year",
      "has a date",
      "is a bare number",
      "has a hashtag or ends in a number",
      "starts with a digit",
    ],
    say: (read) => {
      if (read("has a date") > 0) return "holds a date";
      if (read("has a time") > 0) return "holds a time of day";
      return read("digits") > 0.6 ? "is mostly digits" : undefined;
    },
  },
  {
    columns: ["has a separator", "starts with a bullet", "signs a character"],
    say: (read) =>
      read("starts with a bullet") > 0
        ? "is an item of a list"
        : read("has a separator") > 0
          ? "holds signs that part the items of menus"
          : undefined,
  },
  { columns: ["has a copyright sign"], say: (read) => (read("has a copyright sign") > 0 ? "holds a copyright sign" : undefined) },
  { columns: ["has an address"], say: (read) => (read("has an address") > 0 ? "holds a web or mail address" : undefined) },
  {
    columns: ["ends in a colon", "ends in an ellipsis"],
    say: (read) =>
      read("ends in an ellipsis") > 0 ? "breaks off with an ellipsis" : read("ends in a colon") > 0 ? "ends in a colon" : undefined,
  },
  { columns: ["has a quote", "starts with a quote"], say: (read) => (read("has a quote") > 0 ? "quotes somebody" : undefined) },
  {
    columns: ["place among blocks", "text before", "text before and inside", "ln blocks before", "ln blocks after"],
    say: (read) => {
      if (read("text before") < 0.1) return "stands near the top of the page";
      return read("text before") > 0.9 ? "stands near the end of the page" : undefined;
    },
  },
  {
    columns: ["comment class"],
    say: (read) => (read("comment class") > 0 ? "stands in an element named after comments" : undefined),
  },
  {
    columns: ["side class", "role", "inside aside", "inside footer", "inside header", "inside nav"],
    say: (read) => {
      for (const name of ["nav", "footer", "aside", "header"]) if (read(`inside ${name}`) > 0) return `stands in <${name}>`;
      if (read("side class") > 0) return "stands in an element named after related or shared things";
      return read("role") < 0 ? "its role is navigation or the like" : undefined;
    },
  },
  {
    columns: ["inside figure", "is figcaption"],
    say: (read) => (read("inside figure") > 0 || read("is figcaption") > 0 ? "stands with a picture" : undefined),
  },
  {
    columns: ["inside form", "inside button", "inside label", "inside select", "is dt"],
    say: (read) => (read("inside form") > 0 || read("inside button") > 0 ? "is part of a form" : undefined),
  },
  {
    columns: ["inside article", "inside main", "article body property", "shares an article with the densest container"],
    say: (read) =>
      read("article body property") > 0
        ? "is marked as the article's body"
        : read("inside article") > 0
          ? "stands in <article>"
          : read("inside main") > 0
            ? "stands in <main>"
            : undefined,
  },
  {
    columns: ["is p", "is li", "is h1", "is h2", "is h3", "is h4", "is td", "is div", "is blockquote", "inside list", "inside table"],
    say: (read) => {
      if (read("is p") > 0) return "is a paragraph";
      if (read("is li") > 0 || read("inside list") > 0) return "is an item of a list";
      return read("inside table") > 0 ? "stands in a table" : undefined;
    },
  },
  {
    columns: [
      "steps to the path of the densest container",
      "steps from there to the densest container",
      "inside the densest container",
      "child of the densest container",
      "text share of the element",
      "text share of the parent",
      "text share of the 2nd parent",
      "text share of the 3rd parent",
      "paragraph share of the parent",
      "paragraph share of the 2nd parent",
      "paragraphs in the parent",
      "paragraphs in the 2nd parent",
      "density of the parent",
      "density of the 2nd parent",
    ],
    say: (read) =>
      read("inside the densest container") > 0
        ? "stands where most of the page's paragraphs stand"
        : "stands apart from most of the page's paragraphs",
  },
  {
    columns: ["blocks of the same path", "words a block of the same path", "text share of the same path", "sentences of the same path"],
    say: (read) => {
      const words = Math.round(30 * read("words a block of the same path"));
      return unLn(read("blocks of the same path"), 4) >= 3 ? `blocks marked up like it have ${words} words on average` : undefined;
    },
  },
  {
    columns: ["in the JSON-LD body", "has a JSON-LD body"],
    say: (read) => (read("in the JSON-LD body") > 0.5 ? "stands in the article body that the page declares" : undefined),
  },
  { columns: ["in the description"], say: (read) => (read("in the description") > 0.5 ? "agrees with the page's description" : undefined) },
  { columns: ["hidden"], say: (read) => (read("hidden") > 0 ? "is hidden" : undefined) },
];

const REASONS_MAX = 3;
/** The neighbours take part in every decision; what the block itself shows tells people more. */
const NEIGHBOURS_SHARE = 0.4;

/** What speaks for a decision, strongest first. `contributions` are by input column; `words` and `markup` those of the hashed tokens. */
export function phraseReasons(
  given: {
    readonly contributions: (column: string) => number;
    readonly words: number;
    readonly markup: number;
    readonly neighbours: number;
    readonly sharedWords: number;
    readonly sharedMarkup: number;
    /** What the neighbours are, in words. */
    readonly place: string;
    readonly read: Read;
  },
  isKept: boolean,
): readonly string[] {
  const sign = isKept ? 1 : -1;
  const found: { worth: number; text: string }[] = [];
  const add = (worth: number, text: string | undefined): void => {
    if (worth > 0 && text !== undefined && !found.some((one) => one.text === text)) found.push({ worth, text });
  };
  for (const row of ROWS) {
    const worth = row.columns.reduce((sum, column) => sum + given.contributions(column), 0);
    if (sign * worth > 0) add(sign * worth, row.say(given.read, isKept));
  }
  add(sign * given.neighbours * NEIGHBOURS_SHARE, given.place);
  add(sign * given.words, isKept ? "its first and last words are such as articles use" : "its words are such as boilerplate uses");
  add(sign * given.markup, isKept ? "its elements are named as article bodies are" : "its elements are named as boilerplate is");
  add(sign * given.sharedWords, isKept ? "shares words with blocks of the article" : "shares words with blocks that are not the article's");
  add(
    sign * given.sharedMarkup,
    isKept ? "is marked up as blocks of the article are" : "is marked up as blocks that are not the article's",
  );
  return found
    .sort((a, b) => b.worth - a.worth)
    .slice(0, REASONS_MAX)
    .map((one) => one.text);
}
