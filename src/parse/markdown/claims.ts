/** What the head of a Markdown file claims about the article. */
import type { Claim, ClaimField } from "../../types.ts";

/** The names under which site generators and scrapers keep each fact, likeliest first. */
const KEYS: Readonly<Record<ClaimField, readonly string[]>> = {
  title: ["title", "headline"],
  author: ["author", "authors", "byline", "creator", "by"],
  published: [
    "date",
    "published",
    "publish_date",
    "published_at",
    "publishdate",
    "pubdate",
    "date_published",
    "datepublished",
    "created",
    "created_at",
  ],
  modified: ["lastmod", "modified", "updated", "last_modified", "updated_at", "last_modified_at", "date_modified", "datemodified"],
  language: ["lang", "language", "locale"],
  url: ["source", "url", "canonical", "canonical_url", "canonicalurl", "link", "source_url", "original_url"],
  site: ["site", "site_name", "sitename", "publisher", "publication", "website"],
  description: ["description", "summary", "excerpt", "subtitle", "abstract"],
};
/** The person or program that wrote the head meant it so. */
const CONFIDENCE = 0.97;
/** Authors, or values of any list, that are taken. */
const VALUES_MAX = 20;
const FIELDS = Object.keys(KEYS) as readonly ClaimField[];

/** One claim for every value; keys are compared without case and with "-" as "_". */
export function frontMatterClaims(data: Readonly<Record<string, unknown>>): Claim[] {
  const byKey = new Map<string, unknown>();
  for (const [key, value] of Object.entries(data)) byKey.set(key.trim().toLowerCase().replaceAll("-", "_"), value);
  const claims: Claim[] = [];
  for (const field of FIELDS) {
    for (const key of KEYS[field]) {
      const values = valuesOf(byKey.get(key)).filter((value) => field !== "url" || /^https?:\/\//i.test(value));
      for (const value of field === "author" ? values : values.slice(0, 1))
        claims.push({ field, value, from: "front matter", confidence: CONFIDENCE, block: undefined });
      if (values.length > 0) break;
    }
  }
  return claims;
}

/** The strings of a value: a string, a list, or a map with a name ("author: {name: …}"). */
function valuesOf(value: unknown): string[] {
  const found: string[] = [];
  for (const item of Array.isArray(value) ? (value as readonly unknown[]).slice(0, VALUES_MAX) : [value]) {
    const named: unknown = typeof item === "object" && item !== null && "name" in item ? item.name : item;
    if (typeof named !== "string") continue;
    // YAML can spell half a surrogate pair, too.
    const text = named
      .replace(/\p{Surrogate}/gu, "\ufffd")
      .replace(/\s+/g, " ")
      .trim()
      .normalize("NFC");
    if (text !== "" && !/^(?:~|null|none|undefined|n\/a)$/i.test(text)) found.push(text);
  }
  return found;
}
