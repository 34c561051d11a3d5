/** Lines that credit a picture: the credit alone, or a caption that ends in one. */
import { kindOf, UPPER } from "../text/characters.ts";
import { endsSentence } from "../text/sentences.ts";
import type { Block } from "../types.ts";
import { isPhrase, tokensOf } from "./phrase-tables.ts";
import { CREDIT_WORDS } from "./phrases.ts";
import { type Finding, sumOfWords, type View } from "./view.ts";

/** Words of a line that begins with its credit, and of a caption that ends in one. */
const CREDIT_LINE_WORDS_MAX = 24;
const CAPTION_WORDS_MAX = 40;

/** Share of the kept words that captions may have, 0–1: where they have more, pictures tell the story, and what stands below them is the article. */
const CAPTIONS_SHARE_MAX = 1 / 3;

/** Credits, and captions that end in one, unless the article is made of such captions. */
export function pictureCredits(view: View): Finding[] {
  const blocks = view.blocks.filter(({ kind }) => kind !== "code");
  const credits = blocks.filter((block) => beginsWithCredit(view, block));
  const captions = blocks.filter(isCreditedCaption);
  const isKept = ({ index }: Block): boolean => view.keep[index] === true;
  const areStory = sumOfWords(captions.filter(isKept)) > CAPTIONS_SHARE_MAX * sumOfWords(view.blocks.filter(isKept));
  const findings = (found: readonly Block[], reason: string): Finding[] =>
    found.map(({ index }) => ({ block: index, keep: false, class: "caption", reason }));
  // The first finding on a block counts.
  return [
    ...findings(credits, "begins like the credit of a picture"),
    ...findings(areStory ? [] : captions, "ends like the caption of a picture"),
  ];
}

function beginsWithCredit(view: View, { index, text, wordCount }: Block): boolean {
  if (wordCount > CREDIT_LINE_WORDS_MAX || !view.phrases.beginsWithPhrase(index, CREDIT_WORDS)) return false;
  return text.slice(0, 31).search(/[:：/©]/u) > 0;
}

function isCreditedCaption({ text, wordCount }: Block): boolean {
  return wordCount <= CAPTION_WORDS_MAX && endsInCredit(text);
}

/** Does a line end in the credit of the picture that it describes? */
export function endsInCredit(whole: string): boolean {
  // Enough for every credit, and for the end of what it credits.
  const text = whole.slice(-CREDIT_MAX);
  if (hasColonNearEnd(text)) {
    const credit = CREDIT_AT_END.exec(text)?.[1];
    if (credit !== undefined && isCreditWord(credit, text)) return true;
  }
  const end = text.slice(-CREDIT_BY_MAX);
  const by = ENDS_CREDITED.test(end.slice(0, -CREDIT_BY_MIN)) ? CREDIT_BY_AT_END.exec(end)?.[1] : undefined;
  if (by !== undefined && isPhrase(CREDIT_WORDS, tokensOf(by))) return true;
  return endsInCapitals(text) || WIDE_CREDIT_AT_END.test(text.slice(-WIDE_CREDIT_MAX));
}

/**
 * "The harbour on Monday. (Photo: Jane Doe/Agency)", "… Foto: Jane Doe", "…（图片来源：新华社）": the word before the colon, behind a sign that ends
 * what it credits, or glued to that where the markup between them is lost.
 */
const CREDIT_AT_END = /(?:[.([|–—/（【]|\s-|\p{Ll}(?=\p{Lu}))\s?(\p{L}+(?:\s\p{L}+)?)\s?[:：]\s?[^.:：]{2,50}[)\].）】]{0,2}$/u;
/** "… before the rain. Photo by Jane Doe". */
const CREDIT_BY_AT_END = /[.([|–—]\s?(\p{Lu}\p{L}+\s\p{Ll}{2,5})\s\p{L}[^.:：]{1,40}[)\].]?$/u;

/** The word, or the last of two, "archive photo", but for sentences: "She left one thing. A photograph: nothing else." */
function isCreditWord(credit: string, text: string): boolean {
  const tokens = tokensOf(credit);
  return isPhrase(CREDIT_WORDS, tokens) || (!text.endsWith(".") && isPhrase(CREDIT_WORDS, tokens.slice(-1)));
}

/** UTF-16 units of the end of a line in which a credit is looked for; "Photo by …" and ideographs need fewer, and every line is looked at. */
const CREDIT_MAX = 200;
const CREDIT_BY_MAX = 100;
const CREDIT_BY_MIN = 8;
/** What "Photo by …" stands behind. */
const ENDS_CREDITED = /[.([|–—]/;
const WIDE_CREDIT_MAX = 24;
/** UTF-16 units from the last colon of a credit to its end; letters beyond the basic plane have two. */
const CREDITED_MAX = 104;

/** May the text end in a credit? Most have no colon there, and need no expression. */
function hasColonNearEnd(text: string): boolean {
  for (let i = text.length - 1; i >= Math.max(0, text.length - CREDITED_MAX); i--) {
    const unit = text.charCodeAt(i);
    if (unit === 0x3a || unit === 0xff1a) return true;
  }
  return false;
}

/** "The harbour on Monday. JANE DOE / AGENCY": who took it, in capitals behind a sentence in small letters. */
const CAPITALS_AT_END = /\p{Ll}[.!?]?["”»]?[.]?\s(\p{Lu}[\p{Lu}\p{M}«»"“”'’.&\s/-]{8,60})$/u;

function endsInCapitals(text: string): boolean {
  const last = text.charCodeAt(text.length - 1);
  if ((kindOf(last) & UPPER) === 0 && !'»”"'.includes(text.charAt(text.length - 1))) return false;
  const capitals = CAPITALS_AT_END.exec(text);
  if (capitals?.[1] === undefined || !/\p{Lu}[\s/].*\p{Lu}\p{Lu}/u.test(capitals[1])) return false;
  return endsSentence(text.slice(0, text.length - capitals[1].length).trim());
}

/** "記者林育賢／攝影", "…、西村遼平撮影": who took it, and the word for that; ideographs are words. */
const WIDE_CREDIT_AT_END =
  /(?:[／/]\s?(?:攝影|摄影|攝|提供|翻攝|翻摄|資料照|資料照片|撮影)|[\s\p{N}、，,＝=。日][^\s、，,。＝=]{2,9}(?:撮影|摄影|攝影|摄|攝))[)）]?$/u;
