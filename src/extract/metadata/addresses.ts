/** The page's address and its site. */
import type { Claim, ClaimOrigin, JudgedClaim } from "../../types.ts";
import { similarity } from "../../text/similarity.ts";
import { domainOf, hostnameOf } from "../domains.ts";
import { confidence, judge, type Resolution } from "./verdict.ts";

/** Parameters that say how a reader came to the page, not which page it is. From the lists of ClearURLs and Brave. */
const TRACKING =
  /^(?:utm_\w+|fbclid|gclid|gclsrc|dclid|gbraid|wbraid|msclkid|yclid|ysclid|twclid|ttclid|igshid|igsh|mc_cid|mc_eid|mkt_tok|_hsenc|_hsmi|__hstc|__hssc|__hsfp|hsctatracking|vero_id|oly_anon_id|oly_enc_id|_openstat|wickedid|rb_clickid|s_cid|ref_src|ref_url|ncid|cmpid|cmp|ito|xtor|at_medium|at_campaign|wt_mc|wt\.mc_id|spm|share_token|smid|smtyp|feature|amp)$/iu;

/** Origins of an address, most trusted first: who fetched the page knows best; a page can claim anything. */
const ORIGINS: readonly ClaimOrigin[] = [
  "given",
  "record",
  "front matter",
  "canonical link",
  "open graph",
  "json-ld",
  "microdata",
  "meta",
  "http",
  "source line",
];

/** An address without fragment and tracking parameters; undefined where it is none of the web. */
export function cleanAddress(value: string): string | undefined {
  if (!URL.canParse(value)) return undefined;
  const url = new URL(value);
  if (url.protocol !== "http:" && url.protocol !== "https:") return undefined;
  if (url.username !== "" || url.password !== "") [url.username, url.password] = ["", ""];
  for (const name of [...url.searchParams.keys()]) if (TRACKING.test(name)) url.searchParams.delete(name);
  if (!url.hash.startsWith("#!")) url.hash = "";
  return url.href;
}

function isFront(address: string): boolean {
  const { pathname, search } = new URL(address);
  return (pathname === "/" || pathname === "") && search === "";
}

/** The fetched address gives way to the page's own canonical only where both are of one site and the canonical is no front page. */
export function resolveAddress(claims: readonly Claim[]): Resolution<string> {
  const judged: JudgedClaim[] = [];
  const read = claims.flatMap((claim) => {
    const address = cleanAddress(claim.value);
    if (address === undefined) {
      judged.push(judge(claim, false, "no address of the web"));
      return [];
    }
    return [{ claim, address }];
  });
  read.sort((a, b) => rank(a.claim) - rank(b.claim) || b.claim.confidence - a.claim.confidence);
  const [first] = read;
  if (first === undefined) return { fact: undefined, judged };
  const fetched = first.claim.from === "record" || first.claim.from === "http" ? first : undefined;
  const own =
    fetched &&
    read.find(
      ({ claim, address }) =>
        claim.from === "canonical link" &&
        domainOf(address) === domainOf(fetched.address) &&
        (!isFront(address) || isFront(fetched.address)),
    );
  const chosen = own ?? read.find(({ address }) => !isFront(address)) ?? first;
  for (const { claim, address } of read) {
    if (address === chosen.address) judged.push(judge(claim, true, claim === chosen.claim ? "the strongest address" : "says the same"));
    else if (isFront(address)) judged.push(judge(claim, false, "a front page, not the article's"));
    else judged.push(judge(claim, false, `${chosen.claim.from} is stronger`));
  }
  return { fact: { value: chosen.address, from: chosen.claim.from, confidence: confidence(chosen.claim.confidence) }, judged };
}

function rank(claim: Claim): number {
  const place = ORIGINS.indexOf(claim.from);
  return place === -1 ? ORIGINS.length : place;
}

/** The day in an address: "/2021/11/25/", "/2021-11-25-…", "/20211125/". */
export function addressDate(address: string): Claim | undefined {
  const path = URL.canParse(address) ? new URL(address).pathname : address;
  const parted = /\/((?:19|20)\d{2})[/-](0?[1-9]|1[0-2])[/-](0?[1-9]|[12]\d|3[01])(?=[/\-_.]|$)/u.exec(path);
  const joined = parted === null ? /[/_-]((?:19|20)\d{2})(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?=[/\-_.]|$)/u.exec(path) : null;
  const match = parted ?? joined;
  const [year, month, day] = match?.slice(1) ?? [];
  if (year === undefined || month === undefined || day === undefined) return undefined;
  const value = `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
  return { field: "published", value, from: "url", confidence: parted === null ? 0.55 : 0.72, block: undefined };
}

/** Words of the last telling part of an address: "put-survivors-at-the-center.html" → "put survivors at the center". */
export function slugWords(address: string): string | undefined {
  if (!URL.canParse(address)) return undefined;
  const parts = new URL(address).pathname.split("/").map((part) => decode(part).replace(/\.\w{2,5}$/u, ""));
  const slugs = parts
    .map((part) => part.replace(/[^\p{L}\p{M}\p{N}]+/gu, " ").trim())
    // Of most addresses the letters are those of ASCII; the expression for all is large, and slow to make.
    .filter((part) => part.split(" ").length >= 3 && (/[a-z]{3}/i.test(part) || /\p{L}{3}/u.test(part)));
  return slugs.at(-1);
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/** The name of the host without "www.": what a site is called where it does not say. */
export function hostOf(address: string): string | undefined {
  return hostnameOf(address)?.replace(/^www\d?\./u, "");
}

/** The label of the registrable domain: "example" of "news.example.co.uk". */
export function domainLabel(address: string): string | undefined {
  return domainOf(address)?.split(".")[0];
}

/** Names of sites: what the page says of itself, then the suffix of its title, then the host. */
export function resolveSite(
  claims: readonly Claim[],
  evidence: { readonly address: string | undefined; readonly suffix: string | undefined },
): Resolution<string> {
  const host = evidence.address === undefined ? undefined : hostOf(evidence.address);
  const all: Claim[] = [...claims];
  if (evidence.suffix !== undefined)
    all.push({ field: "site", value: evidence.suffix, from: "title element", confidence: 0.6, block: undefined });
  if (host !== undefined) all.push({ field: "site", value: host, from: "url", confidence: 0.5, block: undefined });
  const usable = (claim: Claim): boolean => claim.value.length <= 80 && !/^https?:/iu.test(claim.value) && /\p{L}/u.test(claim.value);
  const score = (claim: Claim): number =>
    usable(claim)
      ? claim.confidence +
        0.05 * all.filter((other) => other.from !== claim.from && similarity(other.value, claim.value, { atLeast: 0.8 }) > 0.8).length
      : 0;
  const ranked = [...all].sort((a, b) => score(b) - score(a));
  const [best] = ranked;
  if (best === undefined || !usable(best)) return { fact: undefined, judged: all.map((claim) => judge(claim, false, "no name of a site")) };
  const judged = ranked.map((claim) =>
    similarity(claim.value, best.value, { atLeast: 1 }) === 1
      ? judge(claim, true, claim === best ? "the strongest name of the site" : "says the same")
      : judge(claim, false, `${best.from} is stronger`),
  );
  return { fact: { value: best.value, from: best.from, confidence: confidence(best.confidence) }, judged };
}
