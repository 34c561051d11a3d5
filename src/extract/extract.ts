/** Page → Article: which blocks are content, and what is known about the article. */
import { notice } from "../notices.ts";
import type { Options } from "../options.ts";
import { countWords } from "../text/words.ts";
import type { Article, BlockClass, Labelled, Notice, Page } from "../types.ts";
import { assemble, textOf } from "./assemble.ts";
import { classify, sectionOf } from "./classify.ts";
import { behead, type Beheaded } from "./head-line.ts";
import { guard, isSpanProse, labelsAlone } from "./guard.ts";
import { headingButton } from "./heading-buttons.ts";
import { labelBlocks } from "./labeller/label.ts";
import { resolveMetadata } from "./metadata/metadata.ts";
import { orphanHeadings } from "./headings.ts";
import { ModelDecision } from "./model-decision.ts";
import { EARLY_RULES, LATE_RULES, type Rule } from "./rules.ts";
import { SECOND_ARTICLE } from "./second-article.ts";
import type { SiteMemory } from "./site-memory.ts";
import { type Finding, type View, viewOf } from "./view.ts";

/** Never throws on input. `memory` is undefined where site memory is off or only one page is at hand. */
export function extract(page: Page, memory: SiteMemory | undefined, options: Options): Article {
  const labelled = labelBlocks(page, memory, options);
  const beheaded = options.clean ? behead(page, labelled) : undefined;
  return extractLabelled(beheaded ?? { page, labels: labelled }, memory, options);
}

type LabelledPage = Pick<Beheaded, "page" | "labels"> & Partial<Beheaded>;

function extractLabelled({ page, labels, parted, head, claims }: LabelledPage, memory: SiteMemory | undefined, options: Options): Article {
  const keep = options.clean ? [...labels.keep] : page.blocks.map(() => true);
  const ruled = new Map<number, Ruled>();
  const early = viewOf(page, labels, keep, memory);
  if (head !== undefined) apply(PAGE_RULES.head.name, headFindings(head), { keep, ruled });
  if (options.clean) applyRules(EARLY_RULES, early, { keep, ruled });
  const metadata = resolveMetadata(withoutSecond(page, ruled), options.clean ? keep : labels.keep, labels.scores, early.words, claims);
  const view = { ...early, metadata };
  const notices = options.clean ? finish(view, { keep, ruled }) : [];
  const blocks = decisions(view, ruled, options);
  const body = assemble(blocks);
  const text = textOf(body);
  const { id, provenance, key, format, encoding } = page;
  return {
    id,
    provenance,
    key,
    format,
    encoding,
    metadata,
    blocks,
    parted,
    body,
    text,
    wordCount: wordCountOf(blocks, text),
    notices: [...page.notices, ...notices],
  };
}

/** What looks at the page as a whole, before and after the rows of rules.ts; shown in the docs. */
export const PAGE_RULES: Readonly<Record<"head" | "span" | "heading" | "labels", Pick<Rule, "name" | "about">>> = {
  head: { name: "run-in head", about: "headline and date in one line with the first paragraph are parted from it" },
  span: { name: "best span", about: "the likeliest run of prose, where what was kept cannot be the article" },
  heading: { name: "lonely heading", about: "a heading with nothing kept below it" },
  labels: { name: "labels alone", about: "labels and buttons alone are no article" },
};

/** The rule of every block where cleaning is off. */
export const NO_CLEAN = "no-clean";

/** What stands before the prose in one line with it. */
function headFindings({ first, last }: Beheaded["head"]): Finding[] {
  const reason = "stands before the prose of its line, with the date";
  return Array.from({ length: last - first + 1 }, (_, i) => ({ block: first + i, keep: false, class: "byline", reason }));
}

/** What a second article says of its author and date is said of no other. */
function withoutSecond(page: Page, ruled: ReadonlyMap<number, Ruled>): Page {
  const start = page.blocks.findIndex((block) => ruled.get(block.index)?.rule === SECOND_ARTICLE);
  if (start < 0) return page;
  const claims = page.claims.filter(({ block }) => block === undefined || block < start);
  return { ...page, blocks: page.blocks.slice(0, start), claims };
}

/**
 * The words of the text: those of its blocks, unless two blocks stand side by side without a space, which may be halves of a word, or buttons
 * behind headings were left out.
 */
function wordCountOf(blocks: readonly Labelled[], text: string): number {
  if (headingButton(blocks) !== undefined) return countWords(text);
  let count = 0;
  for (const { block, decision } of blocks) {
    if (!decision.keep) continue;
    if (block.joint === "nothing") return countWords(text);
    count += block.wordCount;
  }
  return count;
}

/** A finding, and the rule it came from. */
interface Ruled extends Finding {
  readonly rule: string;
}

/** What changes while the rules are applied; `keep` is what views show. */
interface Verdicts {
  readonly keep: boolean[];
  readonly ruled: Map<number, Ruled>;
}

function applyRules(rules: readonly Rule[], view: View, verdicts: Verdicts): void {
  for (const rule of rules) apply(rule.name, rule.find(view), verdicts);
}

/** The first rule that names a block decides on it. */
function apply(rule: string, findings: readonly Finding[], { keep, ruled }: Verdicts): void {
  for (const finding of findings) {
    if (ruled.has(finding.block)) continue;
    const { block, keep: isKept, class: blockClass, reason } = finding;
    ruled.set(block, { block, keep: isKept, class: blockClass, reason, rule });
    keep[block] = isKept;
  }
}

/** The rules that compare with facts, then the guard, then headings that are left alone. */
function finish(view: View, verdicts: Verdicts): Notice[] {
  applyRules(LATE_RULES, view, verdicts);
  const guarded = guard(view, (block) => verdicts.ruled.get(block)?.keep === false);
  if (guarded !== undefined) apply(PAGE_RULES.span.name, spanFindings(view, guarded.span), verdicts);
  apply(PAGE_RULES.heading.name, orphanHeadings(view), verdicts);
  const alone = labelsAlone(view);
  // It decides on the page, and so on blocks that a rule has kept, too.
  for (const { block } of alone) verdicts.ruled.delete(block);
  apply(PAGE_RULES.labels.name, alone, verdicts);
  return guarded === undefined ? [] : [notice("kept-implausible", guarded.detail)];
}

function spanFindings(view: View, span: { readonly start: number; readonly end: number }): Finding[] {
  return view.blocks.map((block) => {
    const isInside = block.index >= span.start && block.index <= span.end && (isSpanProse(block) || block.kind === "heading");
    const reason = isInside ? "stands in the likeliest run of prose" : "stands outside the likeliest run of prose";
    return { block: block.index, keep: isInside, class: isInside ? "content" : classify(view, block, undefined), reason };
  });
}

function decisions(view: View, ruled: ReadonlyMap<number, Ruled>, options: Options): Labelled[] {
  let section: BlockClass | undefined;
  return view.blocks.map((block) => {
    const isKept = view.keep[block.index] === true;
    section = isKept ? undefined : (sectionOf(view, block) ?? section);
    const score = view.labels.scores[block.index] ?? 0;
    const found = ruled.get(block.index);
    if (found !== undefined)
      return { block, decision: { keep: found.keep, class: found.class, rule: found.rule, score, reasons: [found.reason] } };
    if (!options.clean) return { block, decision: { keep: true, class: "content", rule: NO_CLEAN, score, reasons: ["cleaning is off"] } };
    const blockClass = isKept ? "content" : classify(view, block, section);
    return { block, decision: new ModelDecision(view.labels.reasons, { block: block.index, keep: isKept, class: blockClass, score }) };
  });
}
