/** Pages and views for tests of the extract stage: text as a person writes it, and a labeller that keeps what the test says. */
import type { Labels } from "../../src/extract/labeller/label.ts";
import type { Finding, View } from "../../src/extract/view.ts";
import { viewOf } from "../../src/extract/view.ts";
import { DEFAULTS } from "../../src/options.ts";
import { parseText } from "../../src/parse/text/text.ts";
import { documentId, sha256 } from "../../src/text/hash.ts";
import type { Metadata, Page } from "../../src/types.ts";

export function pageOf(payload: string): Page {
  const hash = sha256(payload);
  return parseText(
    {
      id: documentId({ source: "a.txt", record: undefined, sha256: hash }),
      provenance: { source: "a.txt", record: undefined, url: undefined, fetchedAt: undefined, sha256: hash, bytes: payload.length },
      key: undefined,
      format: "text",
      encoding: { name: "utf-8", how: "utf-8" },
      payload,
      claims: [],
      notices: [],
    },
    DEFAULTS,
  );
}

/** Labels that keep every block but those whose text begins with one of the given parts. */
export function labelsOf(page: Page, dropped: readonly string[] = [], score = 0.9): Labels {
  const keep = page.blocks.map((block) => !dropped.some((part) => block.text.startsWith(part)));
  return { keep, scores: Float32Array.from(keep, (isKept) => (isKept ? score : 1 - score)), reasons: () => [], measured: () => undefined };
}

export const NO_FACTS: Metadata = {
  title: undefined,
  authors: undefined,
  published: undefined,
  modified: undefined,
  language: undefined,
  url: undefined,
  site: undefined,
  description: undefined,
  claims: [],
};

export function viewOfText(
  payload: string,
  given: { readonly dropped?: readonly string[]; readonly metadata?: Metadata; readonly score?: number } = {},
): View {
  const page = pageOf(payload);
  const labels = labelsOf(page, given.dropped, given.score);
  return { ...viewOf(page, labels, labels.keep), metadata: given.metadata ?? NO_FACTS };
}

/** The beginnings of the texts that a rule named. */
export function named(view: View, findings: readonly Finding[]): string[] {
  return findings.map((finding) => view.blocks[finding.block]?.text ?? "");
}
