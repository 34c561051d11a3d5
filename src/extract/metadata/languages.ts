/** Which language an article is in: what the page declares, checked against what its text shows. */
import { detectLanguage, type LanguageGuess } from "../../text/language.ts";
import type { Claim, ClaimOrigin, JudgedClaim } from "../../types.ts";
import { confidence, judge, type Resolution } from "./verdict.ts";

/** Tags that pages write for a language that has another one now, or that name a macrolanguage's member. */
const ALIASES: Readonly<Record<string, string>> = {
  iw: "he",
  in: "id",
  ji: "yi",
  nb: "no",
  cmn: "zh",
  fil: "tl",
  gr: "el",
  cz: "cs",
  dk: "da",
  se: "sv",
  ua: "uk",
  jp: "ja",
  kr: "ko",
  cn: "zh",
  gb: "en",
  us: "en",
  mo: "ro",
  sh: "sr",
};
/** Pairs that small words hardly part; a declaration decides between them. */
const CLOSE: readonly ReadonlySet<string>[] = [
  new Set(["no", "nn", "da"]),
  new Set(["hr", "sr", "bs"]),
  new Set(["id", "ms"]),
  new Set(["gl", "pt"]),
  new Set(["hi", "ne", "mr", "sa"]),
  new Set(["zu", "xh"]),
  new Set(["fa", "tg"]),
  new Set(["kk", "ky"]),
  new Set(["tt", "ba"]),
  new Set(["cs", "sk"]),
  new Set(["am", "ti"]),
  new Set(["bn", "as"]),
  new Set(["he", "yi"]),
  new Set(["fr", "oc"]),
  new Set(["ca", "oc"]),
  new Set(["de", "lb"]),
  new Set(["nl", "af"]),
];
/** Under this certainty of the text the declaration is believed. */
const DETECTED_MIN = 0.7;

/** The primary tag of a declaration: "en-GB" → "en", "pt_BR" → "pt"; undefined where it is none. */
export function primaryTag(value: string): string | undefined {
  const match = /^\s*([a-z]{2,3})(?:[-_][a-z0-9_-]*|[,;].*)?\s*$/iu.exec(value);
  const tag = match?.[1]?.toLowerCase();
  return tag === undefined || tag === "und" || tag === "mul" || tag === "zxx" ? undefined : (ALIASES[tag] ?? tag);
}

function areClose(a: string, b: string): boolean {
  return CLOSE.some((set) => set.has(a) && set.has(b));
}

/** `text`: the article's prose, as much of it as is at hand. */
export function resolveLanguage(claims: readonly Claim[], text: string): Resolution<string> {
  const guess = detectLanguage(text);
  const declared = claims.flatMap((claim) => {
    const tag = primaryTag(claim.value);
    return tag === undefined ? [] : [{ claim, tag }];
  });
  declared.sort((a, b) => b.claim.confidence - a.claim.confidence);
  const judged: JudgedClaim[] = claims
    .filter((claim) => primaryTag(claim.value) === undefined)
    .map((claim) => judge(claim, false, "no tag of a language"));
  const chosen = decide(declared, guess);
  if (guess !== undefined) {
    const claim: Claim = {
      field: "language",
      value: guess.language,
      from: guess.by === "script" ? "script" : "detected",
      confidence: confidence(guess.confidence),
      block: undefined,
    };
    judged.push(
      judge(
        claim,
        chosen?.value === guess.language,
        chosen?.value === guess.language ? "the text shows it" : "the declaration decides between close languages",
      ),
    );
  }
  for (const { claim, tag } of declared)
    judged.push(
      judge(
        claim,
        tag === chosen?.value,
        tag === chosen?.value ? "agrees with the text, or nothing speaks against it" : "the text is in another language",
      ),
    );
  return { fact: chosen, judged };
}

function decide(
  declared: readonly { claim: Claim; tag: string }[],
  guess: LanguageGuess | undefined,
): { value: string; from: ClaimOrigin; confidence: number } | undefined {
  const [first] = declared;
  const from: ClaimOrigin = guess?.by === "script" ? "script" : "detected";
  if (guess === undefined)
    return first && { value: first.tag, from: first.claim.from, confidence: confidence(Math.min(0.6, first.claim.confidence)) };
  const same = declared.find(({ tag }) => tag === guess.language);
  if (same !== undefined) return { value: guess.language, from: same.claim.from, confidence: confidence(guess.confidence + 0.1) };
  const close = declared.find(({ tag }) => areClose(tag, guess.language));
  if (close !== undefined && guess.confidence < 0.9) return { value: close.tag, from: close.claim.from, confidence: confidence(0.8) };
  if (first !== undefined && guess.confidence < DETECTED_MIN)
    return { value: first.tag, from: first.claim.from, confidence: confidence(0.55) };
  return { value: guess.language, from, confidence: confidence(guess.confidence - (first === undefined ? 0 : 0.1)) };
}
