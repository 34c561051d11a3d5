/** What names of classes, attributes and addresses say about an element: that it holds an author or a date, or speaks of something else. */
import { charCodeAt } from "../../text/characters.ts";
import { owned } from "../../text/owned.ts";
import { ELSEWHERE } from "./elements.ts";
import type { Naming } from "./naming.ts";
import { ATTRIBUTE, attributeOf, type ElementNode } from "./nodes.ts";

const unitOf = charCodeAt;

/** Words in class and id names of an element that holds the author's name, in the languages of markup. */
const AUTHOR_WORDS = new Set(
  "author authors authorname byline bylines byl autor autorin autoren autores auteur auteurs auteure autore writer writers reporter redakteur redakteurin verfasser contributor contributors vcard skribent".split(
    " ",
  ),
);
/** Words beside them that say that it holds something else than the name. */
const AUTHOR_NOT_WORDS = new Set(
  "bio biography image images img avatar photo picture pic portrait social follow posts articles count description desc about more icon icons thumbnail thumb role job position comment comments email mail date time label share related box background bg modal popup tooltip quote blockquote testimonial".split(
    " ",
  ),
);
/** Parts of an address that lead to a page about an author, and with less certainty to one about any person. */
const AUTHOR_PATH =
  /\/(?:authors?|autor(?:en|es)?|auteurs?|autori|writers?|contributors?|journalists?|journaliste|periodistas?|redakteure?|redakteurin|redaktion|columnists?|reporters?|byline|by)\/[^/?#]/iu;
const PERSON_PATH = /\/(?:profile|profil|people|person|staff|users?|members?|bio|experts?)\/[^/?#]/iu;
/** Class names of elements that hold a date. */
const DATE_TOKEN =
  /^(?:[a-z]+[-_]{1,2})?(?:published|publish|pubdate|pub|publication|posted|entry|post|article|story|news|date|datum|dateline|timestamp|time|created|fecha|data|updated|modified)(?:[-_]{1,2}(?:date|time|datetime|timestamp|on|at|posted|published|created|day|datum|meta-date))*$/u;
const DATE_WORD = /date|time|publish|posted|datum|created|fecha|updated|modified|^data$/u;
const MODIFIED_TOKEN = /updat|modif|changed|revis/u;

/** Bits that tell the letters of ASCII apart. */
const LETTER_BITS = 5;

/** Parts of a page that speak of other articles or of readers: what stands in them is weak evidence. */
const ELSEWHERE_TOKEN =
  /(?:^|[-_])(?:comments?|commentlist|respond|disqus|sidebar|related|recommend(?:ed|ations)?|popular|trending|teasers?|widget|(?<!(?:entry|post|article|story|content)[-_])footer|nav|menu|carousel|latest|most-?read|more-?(?:news|stories|articles)|read-?(?:more|next)|promo|newsletter|archives?|similar|advert)(?:[-_]|$)/u;

/** What the class and the id of an element say. */
export interface ClassHints {
  /** P(the element's text is the author's name); 0 where nothing says so. */
  readonly author: number;
  /** Names a date. */
  readonly isDateNamed: boolean;
  /** Names a date, and nothing else it could be. */
  readonly isDate: boolean;
  readonly isModified: boolean;
  /** Speaks of other articles or of readers. */
  readonly isElsewhere: boolean;
}

/** Does this name, as itemprop or class, speak of change? */
export function saysModified(name: string): boolean {
  return MODIFIED_TOKEN.test(name.toLowerCase());
}

/** What most names say: nothing. */
export const NO_HINTS: ClassHints = { author: 0, isDateNamed: false, isDate: false, isModified: false, isElsewhere: false };
/** Longer lists of classes are cut; utility frameworks write hundreds of letters. */
const CLASS_MAX = 500;

/** What class and id say; read once a naming. */
export function classHints(naming: Naming): ClassHints {
  return (naming.hints ??= hintsOf(naming));
}

function hintsOf({ classes, id, byClass }: Naming): ClassHints {
  if (id === "" || byClass === undefined) return classes === "" ? NO_HINTS : readHints(classes);
  // Where nothing is cut, the names can be read apart.
  if (classes.length + 1 + id.length > CLASS_MAX) return readHints(`${classes} ${id}`);
  return together(classHints(byClass), readHints(id));
}

/**
 * Three letters of each word that class names are asked for, picked so that few other words have them. Most names have none of them,
 * and say nothing.
 */
const TELLING: Uint8Array = ((): Uint8Array => {
  const table = new Uint8Array(1 << (3 * LETTER_BITS));
  const author = "aut byl wri rte dak rfa rib vca skr";
  const date = "upd dif nge rev pub ost try icl sto new dat tim cre fec";
  const elsewhere = "omm spo qus deb ela tes opu tre tea dge foo nav enu aro mos mor rea omo hiv imi adv";
  for (const letters of `${author} ${date} ${elsewhere}`.split(" ")) table[lettersOf(letters)] = 1;
  return table;
})();

/** The last three letters of a name as a number, with one more. Case and signs are told apart by nobody. */
function lastLetters(before: number, unit: number): number {
  return ((before << LETTER_BITS) | (unit & ((1 << LETTER_BITS) - 1))) & ((1 << (3 * LETTER_BITS)) - 1);
}

function lettersOf(name: string): number {
  let letters = 0;
  for (let i = 0; i < name.length; i++) letters = lastLetters(letters, name.charCodeAt(i));
  return letters;
}

const ASCII_MAX = 0x7f;

/** Is it white space of ASCII? */
function isSpace(unit: number): boolean {
  return unit === 0x20 || (unit >= 0x09 && unit <= 0x0d);
}

function readHints(names: string): ClassHints {
  const length = Math.min(names.length, CLASS_MAX);
  let hints = NO_HINTS;
  let start = 0;
  let letters = 0;
  let isTelling = false;
  for (let i = 0; i <= length; i++) {
    const unit = i < length ? unitOf(names, i) : 0x20;
    if (unit > ASCII_MAX) return readForeignHints(names.slice(0, CLASS_MAX));
    if (!isSpace(unit)) {
      letters = lastLetters(letters, unit);
      if (TELLING[letters] === 1) isTelling = true;
      continue;
    }
    if (isTelling) hints = together(hints, knownHints(names.slice(start, i)));
    start = i + 1;
    letters = 0;
    isTelling = false;
  }
  return hints;
}

/** Letters beyond ASCII may be white space, or letters of ASCII in another case. */
function readForeignHints(names: string): ClassHints {
  let hints = NO_HINTS;
  for (const token of names.trim().split(/\s+/u)) hints = together(hints, knownHints(token));
  return hints;
}

/** What single class names say, met on this and other pages: sites write the same few thousand everywhere. */
const TOKENS = new Map<string, ClassHints>();
const TOKENS_MAX = 8192;

function knownHints(token: string): ClassHints {
  const known = TOKENS.get(token);
  if (known !== undefined) return known;
  if (TOKENS.size >= TOKENS_MAX) TOKENS.clear();
  const own = tokenHints(token);
  TOKENS.set(owned(token), own);
  return own;
}

function together(a: ClassHints, b: ClassHints): ClassHints {
  if (a === NO_HINTS) return b;
  if (b === NO_HINTS) return a;
  return {
    author: Math.max(a.author, b.author),
    isDateNamed: a.isDateNamed || b.isDateNamed,
    isDate: a.isDate || b.isDate,
    isModified: a.isModified || b.isModified,
    isElsewhere: a.isElsewhere || b.isElsewhere,
  };
}

function tokenHints(token: string): ClassHints {
  const lower = token.toLowerCase();
  const author = authorWeight(token);
  const isDateNamed = DATE_TOKEN.test(lower);
  const isModified = MODIFIED_TOKEN.test(lower);
  const isElsewhere = !lower.startsWith("elementor") && ELSEWHERE_TOKEN.test(lower);
  if (author === 0 && !isDateNamed && !isModified && !isElsewhere) return NO_HINTS;
  return { author, isDateNamed, isDate: isDateNamed && DATE_WORD.test(lower), isModified, isElsewhere };
}

/** "ArticleAuthor_nameContainer__x1" → article, author, name, container, x1. */
function wordsOf(token: string): string[] {
  return token
    .replace(/(\p{Ll})(\p{Lu})/gu, "$1-$2")
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u);
}

/** P(the element's text is the author's name) by one of its classes; 0 where it does not say so. */
function authorWeight(token: string): number {
  if (!/auth|byl|aut[eo]|write|reporter|redakt|verfass|contrib|vcard|skrib/iu.test(token)) return 0;
  const parts = wordsOf(token);
  if (!parts.some((part) => AUTHOR_WORDS.has(part)) || parts.some((part) => AUTHOR_NOT_WORDS.has(part))) return 0;
  return parts.length <= 2 || parts.includes("name") ? 0.6 : 0.52;
}

/** Does the element speak of something else than the article? Footers of articles hold their authors. */
export function isElsewhere(element: ElementNode, hints: ClassHints, insideArticle: boolean): boolean {
  if ((element.tag.is & ELSEWHERE) !== 0) return !(insideArticle && element.tag.name === "footer");
  return hints.isElsewhere && !(insideArticle && /^\s*footer\s*$/iu.test(element.naming.classes));
}

/** P(the element's text is the author's name), by rel, class or the address it leads to. */
export function authorHint(element: ElementNode, hints: ClassHints): number {
  const rel = attributeOf(element, ATTRIBUTE.rel);
  if (rel !== undefined && /(?:^|\s)author(?:\s|$)/iu.test(rel)) return 0.7;
  const href = element.tag.name === "a" ? attributeOf(element, ATTRIBUTE.href) : undefined;
  if (href === undefined) return hints.author;
  return Math.max(hints.author, AUTHOR_PATH.test(href) ? 0.55 : PERSON_PATH.test(href) ? 0.35 : 0);
}
