/** Article → front matter, valid as it stands for Hugo, Jekyll, Astro, Obsidian and Quarto. */
import type { Article, Duplicate } from "../types.ts";
import { recordPath } from "./record-path.ts";
import { yamlDate, yamlList, yamlString, yamlTag } from "./yaml.ts";

/**
 * The lines between the fences, each with its line feed. A key stands there only when its value is known. `url`, `type`, `layout`,
 * `aliases`, `published`, `slug` and `draft` are never among them: site generators give those a meaning of their own.
 */
export function frontMatter(article: Article, duplicates: readonly Duplicate[]): string {
  const { metadata, provenance } = article;
  const lines: (readonly [string, string | undefined])[] = [
    ["title", map(metadata.title?.value, yamlString)],
    ["author", map(metadata.authors?.value, yamlList)],
    ["date", map(metadata.published?.value, yamlDate)],
    ["lastmod", map(metadata.modified?.value, yamlDate)],
    ["description", map(metadata.description?.value, yamlString)],
    ["lang", map(metadata.language?.value, yamlTag)],
    ["source", map(metadata.url?.value, yamlString)],
    ["site", map(metadata.site?.value, yamlString)],
    // Quoted always: 12e45678 is a number to YAML.
    ["id", yamlString(article.id)],
    ["word_count", String(article.wordCount)],
    ["source_file", yamlString(recordPath(provenance))],
    ["sha256", yamlString(provenance.sha256)],
    ["duplicates", duplicates.length === 0 ? undefined : yamlList(duplicates.map((copy) => recordPath(copy.provenance)))],
  ];
  return lines.map(([key, value]) => (value === undefined ? "" : `${key}: ${value}\n`)).join("");
}

function map<T>(value: T | undefined, write: (value: T) => string): string | undefined {
  return value === undefined ? undefined : write(value);
}
