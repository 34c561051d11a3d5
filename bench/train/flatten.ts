/** HTML → text as scrapers lose it. `flatten` must give exactly what the styles of the data's own flattener give. */
import { type ChildNode, type Document, type Element, isTag, isText, type ParentNode } from "domhandler";
import { randomFrom } from "./random.ts";

/** dom: a line a block element; textnode: a line a text node; blob: a line a container; giant: a line a top-level branch. */
export type FlatStyle = "dom" | "textnode" | "blob" | "giant";

const words = (list: string): ReadonlySet<string> => new Set(list.split(" "));
const BLOCKS = words(
  "address article aside blockquote body br canvas caption center dd details div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr html iframe li main nav ol option p pre section select summary table tbody td tfoot th thead tr ul video button",
);
const CONTAINERS = words(
  "article aside body center details div dl fieldset figure footer form header html main nav ol section select table ul",
);
const SKIPPED = words("script style noscript template svg head iframe object textarea");
/** A child that holds more of the text than this is descended into. */
const TRUNK_SHARE = 0.8;

const fold = (text: string): string => text.replace(/\s+/g, " ").trim();

interface FlatBlock {
  readonly text: string;
  readonly container: ParentNode;
}

function isShown(node: ChildNode): node is Element {
  return isTag(node) && !SKIPPED.has(node.name);
}

/** Recursive: the pages it is given are known, and their depth is too. */
function flatBlocks(root: Document): FlatBlock[] {
  const found: FlatBlock[] = [];
  let text = "";
  let container: ParentNode = root;
  const flush = (): void => {
    const folded = fold(text);
    if (folded !== "") found.push({ text: folded, container });
    text = "";
  };
  const walk = (node: ParentNode, holder: ParentNode): void => {
    for (const child of node.children) {
      if (isText(child)) {
        if (text === "") container = holder;
        text += child.data;
      } else if (isShown(child)) {
        const isBlock = BLOCKS.has(child.name);
        if (isBlock) {
          flush();
          container = holder;
        }
        walk(child, CONTAINERS.has(child.name) ? child : holder);
        if (isBlock) {
          flush();
          container = holder;
        }
      }
    }
  };
  walk(root, root);
  flush();
  return found;
}

function textNodes(root: Document): string[] {
  const found: string[] = [];
  const walk = (node: ParentNode): void => {
    for (const child of node.children) {
      if (isText(child)) {
        const folded = fold(child.data);
        if (folded !== "") found.push(folded);
      } else if (isShown(child)) walk(child);
    }
  };
  walk(root);
  return found;
}

/** Neighbours with the same key become one line. */
function joined(blocks: readonly FlatBlock[], keyOf: (block: FlatBlock) => ParentNode): string[] {
  const lines: string[] = [];
  let last: ParentNode | undefined;
  for (const block of blocks) {
    const key = keyOf(block);
    const previous = lines.pop();
    if (previous === undefined) lines.push(block.text);
    else if (key === last) lines.push(`${previous} ${block.text}`);
    else lines.push(previous, block.text);
    last = key;
  }
  return lines;
}

function branchOf(root: Document): (block: FlatBlock) => ParentNode {
  const lengths = new Map<ParentNode, number>();
  const length = (node: ParentNode): number => {
    const known = lengths.get(node);
    if (known !== undefined) return known;
    let sum = 0;
    for (const child of node.children) {
      if (isText(child)) sum += fold(child.data).length;
      else if (isShown(child)) sum += length(child);
    }
    lengths.set(node, sum);
    return sum;
  };
  let trunk: ParentNode = root;
  for (;;) {
    const whole = length(trunk);
    const big: Element | undefined = trunk.children.filter(isShown).find((child) => length(child) > TRUNK_SHARE * whole);
    if (big === undefined || !CONTAINERS.has(big.name) || big.name === "article" || big.name === "main") break;
    trunk = big;
  }
  const path = new Set<ParentNode>();
  for (let node: ParentNode | null = trunk; node !== null; node = node.parent) path.add(node);
  return ({ container }) => {
    let branch = container;
    for (let node: ParentNode | null = container; node !== null && !path.has(node); node = node.parent) branch = node;
    return branch;
  };
}

function flatLines(root: Document, style: FlatStyle): string[] {
  switch (style) {
    case "dom":
      return flatBlocks(root).map((block) => block.text);
    case "textnode":
      return textNodes(root);
    case "blob":
      return joined(flatBlocks(root), (block) => block.container);
    case "giant":
      return joined(flatBlocks(root), branchOf(root));
  }
}

/** The text of a page in one style. */
export function flatten(root: Document, style: FlatStyle): string {
  return flatLines(root, style).join(style === "blob" || style === "giant" ? "\n\n" : "\n");
}

/** Shares with which an augmented copy is changed. Chosen by hand. */
const CROP_SHARE = 0.4;
const DROP_SHARE = 0.5;
const DROPPED_LINES_MAX = 0.12;
const MERGE_SHARE = 0.4;
const MERGE_RATES: readonly number[] = [0.05, 0.15, 0.3, 0.6];
const WRAP_SHARE = 0.08;
const LOWER_SHARE = 0.12;
const PLAIN_SHARE = 0.04;
/** UTF-16 units from which a line is prose that cropping must not pass. */
const PROSE_CHARS = 150;

/** A copy flattened in a style drawn at random, cropped, with lines lost, merged, wrapped or lower-cased: scrapers that nobody has seen. */
export function flattenAtRandom(root: Document, seed: number): string {
  const random = randomFrom(seed);
  const draw = random();
  let lines = flatLines(root, draw < 0.45 ? "dom" : draw < 0.65 ? "textnode" : draw < 0.9 ? "blob" : "giant");
  const first = lines.findIndex((line) => line.length > PROSE_CHARS);
  const last = lines.findLastIndex((line) => line.length > PROSE_CHARS);
  if (first > 0) {
    const from = random() < CROP_SHARE ? Math.floor(random() * (first + 1)) : 0;
    const to = random() < CROP_SHARE ? lines.length - Math.floor(random() * (lines.length - last)) : lines.length;
    lines = lines.slice(from, to);
  }
  if (random() < DROP_SHARE) {
    const rate = random() * DROPPED_LINES_MAX;
    lines = lines.filter(() => random() >= rate);
  }
  if (random() < MERGE_SHARE) lines = mergeAtRandom(lines, random);
  if (random() < WRAP_SHARE) {
    const width = 60 + Math.floor(random() * 40);
    lines = lines.flatMap((line) => wrap(line, width));
  }
  const finish = random();
  if (finish < LOWER_SHARE) lines = lines.map((line) => line.toLowerCase());
  else if (finish < LOWER_SHARE + PLAIN_SHARE)
    lines = lines.map((line) => line.replace(/[“”]/g, '"').normalize("NFD").replace(/\p{M}/gu, ""));
  return lines.join(random() < 0.5 ? "\n" : "\n\n");
}

function mergeAtRandom(lines: readonly string[], random: () => number): string[] {
  const rate = MERGE_RATES[Math.floor(random() * MERGE_RATES.length)] ?? 0;
  const merged: string[] = [];
  for (const line of lines) {
    const previous = merged.pop();
    if (previous === undefined) merged.push(line);
    else if (random() < rate) merged.push(`${previous} ${line}`);
    else merged.push(previous, line);
  }
  return merged;
}

function wrap(line: string, width: number): string[] {
  const lines: string[] = [];
  let current = "";
  for (const word of line.split(" ")) {
    if (current !== "" && current.length + word.length >= width) {
      lines.push(current);
      current = word;
    } else current = current === "" ? word : `${current} ${word}`;
  }
  if (current !== "") lines.push(current);
  return lines;
}
