/**
 * Paragraphs rebuilt from the sentences of a giant line. Borders that the text gives away (a colon that hands over, speech that begins or
 * ends) come first; between them sentences are grouped with care, for a column of forty sentences is nothing to hand to a colleague.
 */
import { endsInAbbreviation, endsSentence } from "../text/sentences.ts";
import type { Block } from "../types.ts";

/** A line with at most so many characters or sentences is a paragraph as it stands. Longest paragraphs of edited news have about 1,200. */
const PARAGRAPH_CHARS_MAX = 1200;
const PARAGRAPH_SENTENCES_MAX = 7;
/** A border that the text gives away counts once a paragraph has so many characters; one sentence may be a paragraph in news. */
const EVIDENT_CHARS_MIN = 120;
/** Without evidence a paragraph ends after so many characters and sentences. */
const GROUP_CHARS_MIN = 420;
const GROUP_SENTENCES_MIN = 3;

/** Speech that runs on for so many characters without its closing mark has lost it. */
const OPEN_SPEECH_CHARS_MAX = 900;

/** A colon so early in a sentence so long hands over to a list that has lost its marks. In UTF-16 units. */
const EARLY_COLON_CHARS_MAX = 60;
const LISTING_CHARS_MIN = 250;

const OPENING = /^[“„«「『"]/u;
const CLOSING = /[”“»」』"][.,;!?。]?$/u;

/** "Chair:", "[02:15] Ann:", "Q:" before what somebody says. */
const SPEAKER =
  /^(?:[[(]?\d{1,2}(?::\d{2}){1,2}[\])]?\s)?([\p{Lu}\p{Lo}][\p{L}\p{M}.'’-]{0,24}(?:\s[\p{L}\p{M}.'’-]{1,24}){0,3})\s?[:：](?:\s|$)/u;
/** Turns of a conversation, and how often one of its speakers comes again. */
const TURNS_MIN = 4;
const SPEAKER_TURNS_MIN = 2;

/** The blocks of one paragraph, or of several. What a speaker says begins one of its own. */
export function paragraphGroups(blocks: readonly Block[]): (readonly Block[])[] {
  return turnsOf(blocks).flatMap(sentenceGroups);
}

function turnsOf(blocks: readonly Block[]): Block[][] {
  if (blocks.length < TURNS_MIN || blocks[0]?.kind !== "paragraph") return [[...blocks]];
  const speakers = blocks.map(({ text }) => (/[:：](?:\s|$)/u.test(text) ? SPEAKER.exec(text)?.[1] : undefined));
  const counts = new Map<string, number>();
  for (const speaker of speakers) if (speaker !== undefined) counts.set(speaker, (counts.get(speaker) ?? 0) + 1);
  const often = [...counts.values()].filter((count) => count >= SPEAKER_TURNS_MIN).length;
  if (often < 2 || speakers.filter((speaker) => speaker !== undefined).length < TURNS_MIN) return [[...blocks]];
  const turns: Block[][] = [];
  blocks.forEach((block, i) => {
    const last = turns.at(-1);
    if (last === undefined || speakers[i] !== undefined) turns.push([block]);
    else last.push(block);
  });
  return turns;
}

function sentenceGroups(blocks: readonly Block[]): (readonly Block[])[] {
  const length = blocks.reduce((sum, block) => sum + block.text.length, 0);
  const [first] = blocks;
  const isLong = length > PARAGRAPH_CHARS_MAX && blocks.length > PARAGRAPH_SENTENCES_MAX;
  if (first?.kind !== "paragraph" || !isLong || blocks.some((block) => block.joint === "break")) return [blocks];
  const hasLow = blocks.some((block) => /„/.test(block.text));
  const groups: Block[][] = [];
  let group: Block[] = [];
  let chars = 0;
  let sentences = 0;
  let depth = 0;
  let done = 0;
  for (const [index, block] of blocks.entries()) {
    group.push(block);
    chars += block.text.length;
    done += block.text.length;
    // A quotation that nobody closes must not swallow the rest of the line.
    depth = chars > OPEN_SPEECH_CHARS_MAX ? 0 : speechDepth(block.text, depth, { hasLow });
    if (isComplete(block)) sentences++;
    const next = blocks[index + 1];
    if (next === undefined) break;
    const left = length - done;
    if (depth > 0 || !isBorder(block, next, { chars, sentences, left })) continue;
    groups.push(group);
    group = [];
    chars = 0;
    sentences = 0;
  }
  if (group.length > 0) groups.push(group);
  return groups;
}

interface Measure {
  /** Characters and sentences of the paragraph so far, and characters of the line that are left. */
  readonly chars: number;
  readonly sentences: number;
  readonly left: number;
}

function isBorder(block: Block, next: Block, { chars, sentences, left }: Measure): boolean {
  if (/[:：]$/u.test(block.text)) return true;
  if (!isComplete(block)) return false;
  const beginsSpeech = OPENING.test(next.text) && !OPENING.test(block.text);
  const endsSpeech = CLOSING.test(block.text) && !OPENING.test(next.text);
  if ((beginsSpeech || endsSpeech || handsOver(next.text)) && chars >= EVIDENT_CHARS_MIN) return true;
  return chars >= GROUP_CHARS_MIN && sentences >= GROUP_SENTENCES_MIN && left >= GROUP_CHARS_MIN / 2;
}

/** "The minister said:", "They agreed to: first …": what ends in a colon, or has one early in a long sentence, begins a paragraph. */
function handsOver(text: string): boolean {
  if (/[:：]$/u.test(text)) return true;
  const colon = text.search(/[:：]\s/u);
  return colon > 0 && colon <= EARLY_COLON_CHARS_MAX && text.length >= LISTING_CHARS_MIN;
}

function isComplete(block: Block): boolean {
  return endsSentence(block.text) && !endsInAbbreviation(block.text);
}

/**
 * How deep in quotations the text ends, when it begins at a depth; straight quotes say nothing. German and its neighbours close with the
 * mark that English opens with: `hasLow` says that the line opens speech with low marks.
 */
function speechDepth(text: string, before: number, { hasLow }: { readonly hasLow: boolean }): number {
  const opening = hasLow ? "„«「『" : "“«「『";
  const closing = hasLow ? "“”»」』" : "”»」』";
  let depth = before;
  for (let index = 0; index < text.length; index++) {
    const character = text.charAt(index);
    if (opening.includes(character)) depth++;
    else if (closing.includes(character)) depth = Math.max(0, depth - 1);
  }
  return depth;
}
