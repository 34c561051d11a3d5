/** One outcome, laid out for a person: where each fact comes from, and why each block was kept or dropped. */
import { MODEL } from "../extract/model-decision.ts";
import { recordPath } from "../emit/record-path.ts";
import { clip, pad, printable, wrap } from "../io/printable.ts";
import type { Stream } from "../io/terminal.ts";
import { count } from "../text/quantities.ts";
import type { Article, BlockKind, ClaimField, Encoding, JudgedClaim, Labelled, Match, Outcome } from "../types.ts";

/** Where a picture of an outcome is drawn. */
type Surface = Pick<Stream, "columns" | "paint">;

/** Columns before a block's text: number, sign, score, class. */
const BLOCK_INDENT = 22;

/** Columns before a fact. */
const FACT_INDENT = 13;

const HOW: Readonly<Record<Encoding["how"], string>> = {
  bom: "by its byte-order mark",
  given: "as you said",
  http: "by its HTTP header",
  declared: "as it declares",
  "utf-8": "valid UTF-8 throughout",
  detected: "by statistics",
  fallback: "a guess: nothing declared it",
  container: "by its container",
};

const FIELDS: readonly { readonly field: ClaimField; readonly label: string }[] = [
  { field: "title", label: "Title" },
  { field: "author", label: "Author" },
  { field: "published", label: "Published" },
  { field: "modified", label: "Modified" },
  { field: "language", label: "Language" },
  { field: "url", label: "Address" },
  { field: "site", label: "Site" },
  { field: "description", label: "Description" },
];

const KIND_SIGNS: Readonly<Record<BlockKind, string>> = {
  paragraph: "",
  heading: "# ",
  item: "- ",
  quote: "> ",
  code: "` ",
  cell: "| ",
  caption: "caption: ",
  image: "image: ",
};

export interface ExplainOptions {
  /** How other documents are called, by id. */
  readonly names: ReadonlyMap<string, string>;
  /** No run has recorded it: its path, and with it its id, would be others in a run. */
  readonly isAlone: boolean;
}

/** The whole picture, ending in a line feed. */
export function explainOutcome(outcome: Outcome, surface: Surface, { names, isAlone }: ExplainOptions): string {
  const { article } = outcome;
  const lines = [
    ...head(outcome, surface, { names, isAlone }),
    ...(article === undefined ? [] : [...input(article, surface), "", ...facts(article, surface), "", ...blocks(article, surface)]),
  ];
  return lines.map((line) => `${line.trimEnd()}\n`).join("");
}

function head(outcome: Outcome, { paint, columns }: Surface, { names, isAlone }: ExplainOptions): string[] {
  const name = (id: string): string => printable(names.get(id) ?? id);
  const became = (): string => {
    switch (outcome.fate.kind) {
      case "article":
        return outcome.keptBecause === undefined
          ? paint.green("article")
          : `${paint.green("article")}, kept of its cluster: ${printable(outcome.keptBecause)}`;
      case "duplicate":
        return `${paint.yellow("duplicate")} of ${name(outcome.fate.of)}${outcome.match === undefined ? "" : ` (${matchText(outcome.match, outcome.id)})`}`;
      case "skipped":
        return `${paint.yellow("skipped")}: ${printable(outcome.fate.reason)}`;
      case "failed":
        return `${paint.red("failed")}: ${printable(outcome.fate.reason)}`;
    }
  };
  const copies = outcome.duplicates.map((copy) => `copy: ${printable(recordPath(copy.provenance))} (${matchText(copy.match, outcome.id)})`);
  const related = outcome.related.map(
    (match) => `related: ${name(match.a === outcome.id ? match.b : match.a)} (${matchText(match, outcome.id)})`,
  );
  const notices = outcome.notices.map((notice) => `${notice.severity}: ${printable(notice.message)}`);
  return [
    paint.bold(clip(printable(recordPath(outcome.provenance)), columns)),
    ...row("Became", became(), { paint, columns }),
    ...(isAlone ? [] : row("Id", outcome.id, { paint, columns })),
    ...copies.flatMap((text) => row("", text, { paint, columns })),
    ...related.flatMap((text) => row("", text, { paint, columns })),
    ...notices.flatMap((text) => row("", text, { paint, columns })),
  ];
}

/** "near: 97% of this, 91% of the other; differs in 12 ≠ 14" */
export function matchText(match: Match, id: string): string {
  const [self, other] = match.a === id ? [match.coverage.a, match.coverage.b] : [match.coverage.b, match.coverage.a];
  const differing = match.differing.length === 0 ? "" : `; differs in ${match.differing.slice(0, 3).map(printable).join(", ")}`;
  return `${match.relation}: ${hundredths(self)} of this, ${hundredths(other)} of the other${differing}`;
}

function hundredths(share: number): string {
  return `${Math.round(share * 100)}%`;
}

function input(article: Article, surface: Surface): string[] {
  const { encoding } = article;
  const kept = article.blocks.filter(({ decision }) => decision.keep);
  const words = article.blocks.reduce((sum, { block }) => sum + block.wordCount, 0);
  return [
    ...row("Read as", `${article.format}, ${printable(encoding.name)} (${HOW[encoding.how]})`, surface),
    ...row(
      "Kept",
      `${count(article.wordCount)} of ${count(words)} words, ${count(kept.length)} of ${count(article.blocks.length)} blocks`,
      surface,
    ),
  ];
}

function facts({ metadata }: Article, surface: Surface): string[] {
  return FIELDS.flatMap(({ field, label }) => {
    const claims = metadata.claims.filter(({ claim }) => claim.field === field);
    const winners = claims.filter((claim) => claim.won);
    const losers = claims.filter((claim) => !claim.won);
    if (claims.length === 0) return row(label, surface.paint.dim("unknown: nothing claims it"), surface);
    const first = winners.length === 0 ? row(label, surface.paint.dim("unknown: no claim was good enough"), surface) : [];
    return [
      ...first,
      ...winners.flatMap((claim, i) => claimLines(claim, i === 0 ? label : "", surface)),
      ...losers.flatMap((claim) => claimLines(claim, "", surface)),
    ];
  });
}

function claimLines({ claim, won, why }: JudgedClaim, label: string, surface: Surface): string[] {
  const { paint, columns } = surface;
  const origin = `  ${claim.from} ${claim.confidence.toFixed(2)}`;
  const value = clip(printable(claim.value), Math.max(10, columns - FACT_INDENT - origin.length - 2));
  const first = indented(label, won ? `${value}${paint.cyan(origin)}` : paint.dim(`✗ ${value}${origin}`), surface);
  const reasons =
    why === "" ? [] : wrap(printable(why), columns - FACT_INDENT - 2).map((line) => `${" ".repeat(FACT_INDENT + 2)}${paint.dim(line)}`);
  return [first, ...reasons];
}

function blocks(article: Article, surface: Surface): string[] {
  const { paint, columns } = surface;
  const title = `${pad("Blocks", FACT_INDENT)}${paint.dim("+ kept, - dropped; P(content), class, reasons")}`;
  const lines = article.blocks.flatMap((labelled, i) => {
    const before = article.blocks[i - 1];
    // A reason is told once for a run of blocks that share it.
    const why = reasonsOf(labelled) === (before === undefined ? undefined : reasonsOf(before)) ? "" : reasonsOf(labelled);
    return blockLines(labelled, why, { paint, columns });
  });
  return [title, ...lines];
}

function reasonsOf({ decision }: Labelled): string {
  return [decision.rule === MODEL ? "" : `rule ${decision.rule}`, ...decision.reasons].filter((reason) => reason !== "").join("; ");
}

function blockLines({ block, decision }: Labelled, why: string, { paint, columns }: Surface): string[] {
  const width = Math.max(20, columns - BLOCK_INDENT);
  const color = decision.keep ? paint.green : paint.red;
  const text = KIND_SIGNS[block.kind] + (block.kind === "image" ? (block.image?.alt ?? "") : block.text);
  const lead = `${pad(String(block.index), 4, "left")} ${decision.keep ? "+" : "-"} ${decision.score.toFixed(2)} ${pad(decision.class, 9)} `;
  const reasons = why === "" ? [] : wrap(printable(why), width).map((line) => `${" ".repeat(BLOCK_INDENT)}${paint.dim(line)}`);
  return [`${color(lead)} ${clip(printable(text), width - 1)}`, ...reasons];
}

function row(label: string, text: string, { paint, columns }: Surface): string[] {
  return wrapPainted(text, columns - FACT_INDENT).map((line, i) => indented(i === 0 ? label : "", line, { paint, columns }));
}

function indented(label: string, text: string, { paint }: Surface): string {
  return `${paint.dim(pad(label, FACT_INDENT))}${text}`;
}

/** Wraps a line whose first word may be painted: what is painted is short and never at a border. */
function wrapPainted(text: string, columns: number): string[] {
  const plain = printable(text);
  return plain.length <= columns ? [text] : wrap(plain, columns);
}
