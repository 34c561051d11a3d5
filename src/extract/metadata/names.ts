/**
 * Reading authors: a person's name is kept, whatever stood around it is taken off; what is no name (a desk, a placeholder, a sentence)
 * becomes nothing. Better none than wrong.
 */
import { kindOf, LETTER, LOWER, MARK, unitAt } from "../../text/characters.ts";
import { isMadeOf, isPhrase, tokensOf } from "../phrase-tables.ts";
import { RELATED_HEADS, SHARE_WORDS } from "../phrases.ts";
import { AFTER_NAME, BY, NOBODY } from "./labels.ts";

/** Longer values are sentences. In UTF-16 units. */
const VALUE_MAX = 200;
/** Words of a person's name, particles included: "Maria do Carmo Gomes da Silva". */
const NAME_WORDS_MAX = 6;
/** The same in scripts without capitals, where nothing else tells a name from a headline. */
const CASELESS_WORDS_MAX = 4;
/** Authors of one article; more is a list of staff. */
const AUTHORS_MAX = 12;

/** Lower-case words inside names. */
const PARTICLES = new Set(
  "de da do dos das del della di du des la le van von vom zu zum zur der den ter ten te af av bin ibn bint al el y e i und und' und of ap ben ould abu st mac mc".split(
    " ",
  ),
);

/** Titles before a name and degrees behind it that are not part of it. */
const HONORIFIC =
  /^(?:mr|mrs|ms|miss|dr|prof|professor|sir|dame|herr|frau|hr|fr|ing|dipl|mag|mme|mlle|sr|sra|srta|don|doña|sig|sig\.ra|rev|hon)\.?\s+(?=\p{Lu})/iu;
const DEGREE = /,?\s+(?:ph\.?\s?d\.?|m\.?d\.?|mba|msc|m\.?sc\.?|m\.?a\.?|b\.?a\.?|jr\.?|cfa|cpa|rdn?|esq\.?|llm|mph|rn|dvm)(?=$|[,\s])/giu;

/** Words that only names of organisations, desks and pages have. */
const ORGANISATION =
  /(?:^|\s)(?:inc|ltd|llc|gmbh|ag|corp|company|co|news|media|magazine|press|agency|group|team|staff|desk|editors?|editorial|office|department|ministry|university|institute|foundation|association|society|committee|council|network|online|bureau|service|services|blog|times|post|tribune|journal|gazette|herald|radio|tv|newsroom|redaktion|redaktionsteam|zeitung|verlag|verein|presse|pressestelle|agentur|redazione|rédaction|redacción|redakcja|redakce|ministerium|universität|institut|stiftung|e\.v|университет|редакция|агентство|новости|usa|club|church|center|centre|school|college|solutions|studio|studios|digital|marketing|shop|store|support|guide|guides|world|international|contributors?|correspondents?|admin|administrator|writers?|wire|reports?|posts?|articles?|facebook|twitter|linkedin|instagram|youtube|podcast|newsletter|hotel|hotels|recipes?|kitchen|design|community|forum|research|science|technology|tech|health|sports?|business|finance|politics|culture|opinion|travel|lifestyle|entertainment|home|about|contact|comments?|share|follow|view|read|more|all|min|minutes?|ago|updated|published|posted|click|here|contents?|table|index|introduction|overview|summary|related|terms|policy|privacy|cookies?|menu|search|login|subscribe|photo|photos|image|images|video|courtesy|getty|credit|source)(?:$|\s|[.,])/iu;

/** Function words that never stand in names but in sentences and labels. */
const SENTENCE =
  /(?:^|\s)(?:the|a|an|is|are|was|were|has|have|had|with|for|from|about|at|on|in|to|this|that|your|our|my|you|we|who|what|how|when|und|der|die|das|ist|mit|für|auf|im|am|um|les|est|dans|pour|sur|avec|une|para|con|una|los|las|que|em|uma|não|per|il|lo|gli|è|voor|het|een|och|att|som|på|til|og|i|w|na|z|się|jest|в|на|не|что|это|как)(?=$|\s)/u;

/** A role behind a name without a comma: "Jane Doe Executive Editor". */
const ROLE =
  /(?<=\p{Ll})\s(?:Executive|Senior|Junior|Staff|Chief|Managing|Associate|Assistant|Contributing|Deputy|Digital|Head|Lead|Director|Editor|Founder|Co-Founder|CEO|CTO|President|Manager|Writer|Reporter|Correspondent|Columnist|Author|Contributor|Freelance|Guest|Special|Content|Redakteur|Redakteurin|Autor|Autorin|Journaliste|Periodista|Redactor|Redactora|Giornalista)(?=\s|$).*$/u;

/** Ends of the names of papers, agencies and stations. */
const IDEOGRAPHIC_ORGANISATION =
  /(?:[日晚早时時周週商青农農法]报|[日晚早時週商]報|新闻|新聞|日报社|通讯社|通訊社|通信社|电视台|電視台|电台|編集部|编辑部|編輯部|网|網|杂志|雜誌|일보|신문|뉴스|통신|방송|편집국|편집부)$/u;

const IDEOGRAPHIC_NAME =
  /^(?:[\p{Script=Han}]{2,4}|[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]{2,4}[ \u3000][\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]{1,6}|[\p{Script=Hangul}]{2,4}|[\p{Script=Katakana}ー・]{3,16}|[\p{Script=Han}]{1,8}[·・][\p{Script=Han}·・]{1,12})$/u;

/** No letter of these scripts stands before it. */
const IDEOGRAPHIC_FIRST = 0x1100;

function escape(phrase: string): string {
  return phrase.replace(/[.*+?^${}()|[\]\\]/gu, "\\$&");
}

/** Longest first, so that "written by" is not read as the author "written". */
function alternatives(phrases: readonly string[]): string {
  return [...phrases]
    .sort((a, b) => b.length - a.length || (a < b ? -1 : 1))
    .map(escape)
    .join("|");
}

/** "By ", "Von:", "作者：", "文/" at the head of a value. A colon, slash or bar after it makes it sure. */
const BY_HEAD = new RegExp(
  `^(?:[-–—•|(*]\\s*)?(${alternatives(BY)})(?:\\s*([:：/／|︱–—-])\\s*|\\s+|(?<=[\\p{Script=Han}])(?=[\\p{Script=Han}]))(?=[\\p{L}"“'@])`,
  "iu",
);
const AFTER = new RegExp(`[\\s,]+(?:${alternatives(AFTER_NAME)})$`, "iu");
const AFTER_WIDE = new RegExp(
  `(?<=\\p{Script=Hangul})\\s?(?:${alternatives(AFTER_NAME.filter((phrase) => /\p{Script=Hangul}/u.test(phrase)))})$`,
  "u",
);

/** What `stripBy` found before a name: nothing, a word, or a word with a colon or the like. */
export interface ByHead {
  readonly word: string;
  readonly isMarked: boolean;
  readonly rest: string;
}

/** "ByJane Doe": the space lost with the markup; only for words that no name begins with. */
const BY_GLUED_WORDS = ["By", "Von", "Par", "Por", "Door", "Autor", "Author", "Автор"];
const BY_GLUED = new RegExp(`^(?:${BY_GLUED_WORDS.join("|")})(?=\\p{Lu}\\p{Ll}+\\s)`, "u");
/** Their first two letters. */
const GLUED_OPENINGS: ReadonlySet<number> = new Set(BY_GLUED_WORDS.map((word) => smallPair(word.charCodeAt(0), word.charCodeAt(1))));

/** First words of what announces an author. */
const BY_OPENINGS: ReadonlySet<string> = new Set(BY.flatMap((phrase) => /^[\p{L}\p{M}]+/u.exec(phrase) ?? []));
/** First signs of those that names follow without a space. */
const BY_IDEOGRAPHS: ReadonlySet<string> = new Set(
  BY.filter((phrase) => /^\p{Script=Han}/u.test(phrase)).map((phrase) => phrase.charAt(0)),
);
const OPENING = /^(?:[-–—•|(*]\s*)?([\p{L}\p{M}]+)/u;
/** The signs of that. */
const SIGNS_BEFORE: ReadonlySet<number> = new Set(Array.from("-–—•|(*", (sign) => sign.charCodeAt(0)));

/** The first two letters of those of them that are written in ASCII, both as small letters, in one number. */
const ASCII_OPENINGS: ReadonlySet<number> = new Set(
  [...BY_OPENINGS].filter((word) => word.length > 1).map((word) => smallPair(word.charCodeAt(0), word.charCodeAt(1))),
);

function isAsciiLetter(unit: number): boolean {
  const small = unit | 0x20;
  return small >= 0x61 && small <= 0x7a;
}

function smallPair(first: number, second: number): number {
  return ((first | 0x20) << 16) | (second | 0x20);
}

/** Could a line begin with one of the words for "By"? Asked of every line before the long expression is; most do not. */
function opensLikeByline(text: string): boolean {
  const first = unitAt(text, 0);
  const second = unitAt(text, 1);
  if (isAsciiLetter(first)) {
    if (isAsciiLetter(second) && !ASCII_OPENINGS.has(smallPair(first, second))) return false;
  } else if ((kindOf(first) & (LETTER | MARK)) === 0 && !SIGNS_BEFORE.has(first)) return false;
  const word = openingOf(text);
  return word !== undefined && (BY_OPENINGS.has(word.toLowerCase()) || BY_IDEOGRAPHS.has(word.charAt(0)));
}

/** The first word of a text, or what follows a sign at its head. */
function openingOf(text: string): string | undefined {
  let end = 0;
  while (isAsciiLetter(unitAt(text, end))) end++;
  return end > 0 && unitAt(text, end) <= ASCII_MAX ? text.slice(0, end) : OPENING.exec(text)?.[1];
}

const ASCII_MAX = 0x7f;

/** The value behind "By" and its kin in many languages; undefined where there is none. */
export function byHead(text: string): ByHead | undefined {
  const glued = GLUED_OPENINGS.has(smallPair(unitAt(text, 0), unitAt(text, 1))) ? BY_GLUED.exec(text) : null;
  if (glued !== null) return { word: glued[0].toLowerCase(), isMarked: true, rest: text.slice(glued[0].length) };
  const match = opensLikeByline(text) ? BY_HEAD.exec(text) : null;
  if (match === null) return undefined;
  return { word: (match[1] ?? "").toLowerCase(), isMarked: match[2] !== undefined, rest: text.slice(match[0].length) };
}

/** What stands between a name and a role, or what a role follows without it. */
const MAY_HAVE_TAIL = /[\s,\p{Script=Hangul}]/u;

/** Is the rest of a line after a name a role: "MINH CHAU synthesis" → "MINH CHAU"? Undefined where no role stands there. */
export function roleTail(text: string): string | undefined {
  if (!MAY_HAVE_TAIL.test(text)) return undefined;
  const bare = text.replace(AFTER, "").replace(AFTER_WIDE, "");
  return bare === text || bare.trim() === "" ? undefined : bare.trim();
}

/** "Б.Энхцэцэг", "A.B.Rasulov": an initial and a name without a space between them. */
const INITIAL_NAME = /^(?:\p{Lu}\p{Ll}?\.){1,2}\p{Lu}\p{Ll}{2,24}(?:-\p{Lu}\p{Ll}{2,24})?$/u;

/** First letters of what stands elided before a capital: "d'Arc", "l'Hôpital", "o'Brien". */
const ELIDED: ReadonlySet<string> = new Set(["d", "l", "o"]);

/** Does a word begin small, and is no particle of a name? Most lines have one, and are told by it without an expression. */
function isPlainSmall(part: string, { isLast }: { readonly isLast: boolean }): boolean {
  if ((kindOf(unitAt(part, 0)) & LOWER) === 0 || ELIDED.has(part.charAt(0))) return false;
  return isLast || !PARTICLES.has(part.toLowerCase());
}

/** Is this one person's name, by its form? */
export function isName(text: string): boolean {
  if (unitAt(text, 0) >= IDEOGRAPHIC_FIRST && IDEOGRAPHIC_NAME.test(text)) return !IDEOGRAPHIC_ORGANISATION.test(text);
  if (text.includes(".") && INITIAL_NAME.test(text)) return true;
  if (text.length > 60) return false;
  const parts = text.split(" ");
  if (parts.length < 2 || parts.length > NAME_WORDS_MAX) return false;
  if (parts.some((part, i) => isPlainSmall(part, { isLast: i === parts.length - 1 }))) return false;
  if (/[\d@#/\\|<>{}[\]_=+*?!;:“”"…]/u.test(text) || SENTENCE.test(text)) return false;
  // "l'Enciclopèdia Lliure": an article, not the particle of a name.
  if (/^l['’]/u.test(text)) return false;
  if (parts.length > CASELESS_WORDS_MAX && !/\p{Lu}/u.test(text)) return false;
  let capitals = 0;
  for (const part of parts) {
    if (PARTICLES.has(part.toLowerCase()) && part !== parts.at(-1)) continue;
    // Scripts without case: any letter may begin a name.
    if (
      !/^(?:['’(]?\p{Lu}|[\p{Lo}\p{Script=Georgian}])[\p{L}\p{M}.'’‘`´-]*[.)]?$/u.test(part) &&
      !/^(?:d|l|o)['’]\p{Lu}[\p{L}\p{M}-]*$/u.test(part)
    )
      return false;
    if (part.length > 24) return false;
    capitals++;
  }
  return capitals >= 2 && !ORGANISATION.test(text);
}

/** "MINH CHAU" and "jane doe" as names are written; mixed case stays. */
function recase(name: string): string {
  if (name !== name.toUpperCase() || name === name.toLowerCase() || !/\p{Lu}{3}/u.test(name)) return name;
  return name.replace(/(\p{Lu})([\p{Lu}\p{M}]+)/gu, (_, first: string, rest: string) => first + rest.toLowerCase());
}

/** Titles that are names, too: "Don DeLillo". */
const NAME_AND_TITLE = /^(?:don|mag|ing|hon) \S+$/iu;

/** Such a title is taken off where a whole name is left. */
function withoutHonorific(name: string): string {
  return NAME_AND_TITLE.test(name) ? name : name.replace(HONORIFIC, "");
}

function tidy(piece: string): string {
  let name = piece
    .replace(/\\u([0-9a-f]{4})/giu, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
    .replace(/https?:\/\/\S+|\S+@\S+|(?:^|\s)@\w+/gu, " ")
    .replace(/\([^)]*\)?|\[[^\]]*\]?/gu, " ")
    .replace(/\s+/gu, " ")
    .replace(/^[\s,.;:|•·–—-]+|[\s,;:|•·–—-]+$/gu, "");
  for (let i = 0; i < 2; i++) name = withoutHonorific(name);
  name = name
    .replace(ROLE, "")
    .replace(DEGREE, "")
    .replace(/^[\s"“”'‘’]+|[\s"“”'’]+$/gu, "");
  const role = roleTail(name);
  return role ?? name;
}

/** What a site is called. */
export interface SiteNames {
  /** By itself. Such a name is no author's. */
  readonly declared: readonly string[];
  /** By its host and domain, which on many a weblog hold its author's name. */
  readonly ofAddress: readonly string[];
}

/** Where no site is known. */
export const NO_SITES: SiteNames = { declared: [], ofAddress: [] };

export interface NameReading {
  readonly names: readonly string[];
  /** Why there are none, for people. */
  readonly why: string;
}

/** "Aldine Pumps, Inc.": the comma parts no names. */
const LEGAL_FORM = /,\s*((?:inc|ltd|llc|llp|corp|co|plc|gmbh|s\.a|n\.v|b\.v)\.?)(?=$|[\s,;])/giu;

/** Where a list of names is parted. */
const PARTS =
  /\s*(?:[;；|｜、&•·／]|\s\/\s|\s[-–—]\s|,\s(?:and|und|et|y)\s|\s(?:and|und|et|y|e|en|och|og|ja|i|a|и|και|ve|dan|və|và|with|mit)\s(?=\p{Lu}|\p{Lo}))\s*/u;

/**
 * The persons that a claim of authorship names. `isSure`: a field made for authors says so, and a single word may be a name there.
 * Names of the site itself, of desks and of publishing systems are none.
 */
export function readNames(value: string, options: { readonly isSure: boolean; readonly sites: SiteNames }): NameReading {
  const folded = value.normalize("NFC").replace(/\s+/gu, " ").trim();
  if (folded === "" || folded.length > VALUE_MAX) return { names: [], why: folded === "" ? "empty" : "too long for names" };
  if (/^https?:\/\//iu.test(folded)) return { names: [], why: "an address, not a name" };
  let rest = folded;
  for (let i = 0; i < 2; i++) rest = byHead(rest)?.rest ?? rest;
  const pieces = rest
    .replace(LEGAL_FORM, " $1")
    .split(PARTS)
    .flatMap((piece) => splitCommas(piece));
  const names: string[] = [];
  let why = "no person's name";
  for (const piece of pieces.slice(0, AUTHORS_MAX)) {
    const name = tidy(piece);
    const lower = name.toLowerCase();
    if (name === "" || NOBODY.has(lower) || isMadeOf(SHARE_WORDS, tokensOf(name)) || isPhrase(RELATED_HEADS, tokensOf(name))) {
      if (name !== "") why = `"${name}" is no person`;
      continue;
    }
    const { declared, ofAddress } = options.sites;
    if (declared.some((site) => isSite(lower, site)) || (!isName(name) && ofAddress.some((site) => isSite(lower, site)))) {
      why = `"${name}" is the site`;
      continue;
    }
    const isSingle = options.isSure && pieces.length === 1 && /^\p{Lu}[\p{L}\p{M}'’-]{2,24}$/u.test(name) && !ORGANISATION.test(name);
    if (isName(name) || isSingle) names.push(recase(name));
    else if (names.length > 0) break; // what follows the names is a role, a place or a date
  }
  return { names: unique(names), why: names.length > 0 ? "" : why };
}

function isSite(name: string, site: string): boolean {
  const [a, b] = [name.replace(/[^\p{L}\p{N}]/gu, ""), site.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "")];
  return a.length > 2 && (a === b || (b.length > 3 && a.startsWith(b)) || (a.length > 5 && b.startsWith(a)));
}

/** "Doe, Jane" is one name; "Jane Doe, John Roe" are two; "Jane Doe, Health Editor" is one and a role. */
function splitCommas(piece: string): string[] {
  const parts = piece.split(/\s*[,，]\s*/u).filter((part) => part !== "");
  if (parts.length === 2) {
    const [last, first] = parts;
    if (
      last !== undefined &&
      first !== undefined &&
      /^\p{Lu}[\p{L}'’-]+$/u.test(last) &&
      /^\p{Lu}[\p{L}'’.-]*(?: \p{Lu}\.?)?$/u.test(first)
    )
      return [`${first} ${last}`];
  }
  return parts;
}

function unique(names: readonly string[]): string[] {
  const seen = new Set<string>();
  return names.filter((name) => {
    const key = nameKey(name);
    return seen.has(key) ? false : (seen.add(key), true);
  });
}

/** Names that count as one: case, accents and full stops aside. */
export function nameKey(name: string): string {
  return name
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}
