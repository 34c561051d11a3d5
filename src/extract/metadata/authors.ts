/** Who wrote an article: persons only, from the strongest origin that names any. */
import type { Claim, JudgedClaim } from "../../types.ts";
import { readDates } from "./dates.ts";
import { byHead, nameKey, readNames, type NameReading, type SiteNames } from "./names.ts";
import { confidence, judge, type Resolution } from "./verdict.ts";

/** Confidence that each further independent origin adds to a name. */
const SUPPORT = 0.1;
/** Below this, none is better than this one. */
const CONFIDENCE_MIN = 0.45;
/** More names than this in elements of one class are a list of teasers, not of authors. */
const CLASS_NAMES_MAX = 4;

/** Co-authors' elements follow one another; a teaser's author comes after many others. In claims. */
const NEIGHBOURS = 4;
/** The same in blocks of the page: names, roles and addresses may stand between. */
const NEIGHBOUR_BLOCKS = 6;

/** Claims weighed a page, in their order: pages of comments have hundreds. */
const CLAIMS_MAX = 60;

interface AuthorClaim {
  readonly claim: Claim;
  readonly names: readonly string[];
  readonly keys: readonly string[];
}

function read(claim: Claim, sites: SiteNames): NameReading {
  const dates = readDates(claim.value, { language: undefined });
  const [date] = dates;
  // "By Jane Doe, 3 March 2020, 09:10": the name stands on one side of the date.
  const sides = date === undefined ? [claim.value] : [claim.value.slice(0, date.start), claim.value.slice(date.end)];
  let reading: NameReading = { names: [], why: "no person's name" };
  for (const side of sides) {
    if (side.trim() === "") continue;
    reading = readNames(side, { isSure: false, sites });
    if (reading.names.length > 0) break;
  }
  return reading;
}

/** `sites`: names of the site, which are no authors. */
export function resolveAuthors(claims: readonly Claim[], sites: SiteNames): Resolution<readonly string[]> {
  const judged: JudgedClaim[] = [];
  const named: AuthorClaim[] = [];
  const unread: { readonly claim: Claim; readonly why: string }[] = [];
  for (const claim of claims.slice(0, CLAIMS_MAX)) {
    const { names, why } = read(claim, sites);
    if (names.length === 0) unread.push({ claim, why });
    else named.push({ claim, names, keys: names.map(nameKey) });
  }
  for (const claim of claims.slice(CLAIMS_MAX)) judged.push(judge(claim, false, "the page has too many claims of an author"));
  if (!named.some(({ claim }) => claim.confidence >= CONFIDENCE_MIN)) named.push(...withSingles(claims, sites));
  for (const { claim, why } of unread) if (!named.some((one) => one.claim === claim)) judged.push(judge(claim, false, why));
  const support = (key: string): number => new Set(named.filter(({ keys }) => keys.includes(key)).map(({ claim }) => claim.from)).size;
  const scores = new Map(named.map((one) => [one, one.claim.confidence + SUPPORT * (Math.max(...one.keys.map(support)) - 1)]));
  const score = (one: AuthorClaim): number => scores.get(one) ?? 0;
  const ranked = [...named].sort((a, b) => score(b) - score(a));
  const [best] = ranked;
  if (best === undefined) return { fact: undefined, judged };
  const isSure = score(best) >= CONFIDENCE_MIN || agree(named);
  const chosen = gather(best, named);
  const chosenKeys = new Set(chosen.map(nameKey));
  for (const { claim, keys } of ranked) {
    if (!isSure) judged.push(judge(claim, false, "too weak to be written"));
    else if (keys.every((key) => chosenKeys.has(key)))
      judged.push(judge(claim, true, claim === best.claim ? "the strongest byline" : "says the same"));
    else judged.push(judge(claim, false, `${best.claim.from} is stronger`));
  }
  return { fact: isSure ? { value: chosen, from: best.claim.from, confidence: confidence(score(best)) } : undefined, judged };
}

/** Weak claims are enough where there are several and all name the same person. */
function agree(named: readonly AuthorClaim[]): boolean {
  const persons = new Set(named.flatMap(({ keys }) => keys));
  return named.length >= 2 && persons.size === 1;
}

/** A single word is a name where a field or an element made for authors has it and another claim agrees. */
function withSingles(claims: readonly Claim[], sites: SiteNames): AuthorClaim[] {
  const read = claims.map((claim) => ({ claim, name: singleName(claim.value, sites) }));
  return read.flatMap(({ claim, name }) => {
    const mates =
      name === undefined ? [] : read.filter((other) => other.claim !== claim && (other.name === name || isBy(other.claim.value, name)));
    return name !== undefined && claim.confidence >= 0.6 && mates.length > 0 ? [{ claim, names: [name], keys: [nameKey(name)] }] : [];
  });
}

/** Does a line say "by" right before this name? */
function isBy(line: string, name: string): boolean {
  return line.split(/\s[|•·–—-]\s/u).some((piece) => byHead(piece)?.rest === name);
}

function singleName(value: string, sites: SiteNames): string | undefined {
  const { names } = readNames(value, { isSure: true, sites });
  return names.length === 1 && names[0]?.includes(" ") === false ? names[0] : undefined;
}

/** Do two lines stand near one another? Further down another article may follow, with an author of its own. */
function areNear(one: Claim, other: Claim): boolean {
  return one.block === undefined || other.block === undefined || Math.abs(one.block - other.block) <= NEIGHBOUR_BLOCKS;
}

/** Co-authors stand in claims of the same origin and weight, one a claim. */
function gather(best: AuthorClaim, named: readonly AuthorClaim[]): readonly string[] {
  const at = named.indexOf(best);
  const mates = named.filter(
    ({ claim }, i) =>
      (best.claim.from !== "byline" || (Math.abs(i - at) <= NEIGHBOURS && areNear(claim, best.claim))) &&
      claim.from === best.claim.from &&
      Math.abs(claim.confidence - best.claim.confidence) < 0.01,
  );
  const names = new Map<string, string>();
  for (const { names: some } of mates) for (const name of some) if (!names.has(nameKey(name))) names.set(nameKey(name), name);
  return names.size > Math.max(CLASS_NAMES_MAX, best.names.length) && best.claim.from === "byline" ? best.names : [...names.values()];
}
