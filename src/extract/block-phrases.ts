/** Which phrases and parts of phrases a page's blocks hold, each block looked at once. Most hold none, and are told by their first word. */
import { DIGIT, kindOf } from "../text/characters.ts";
import { isInvisible } from "../text/normalise.ts";
import { hashUnits, wordEnd, wordStart } from "../text/words.ts";
import type { Block } from "../types.ts";
import { type BlockWords, remembered } from "./block-words.ts";
import type { BlockText } from "./labeller/block-text.ts";
import { TOKEN_NUMBER } from "./labeller/tokens.ts";
import { type Part, partFinder } from "./part-finder.ts";
import { beginsWithPhrase, isMadeOf, isNumber, isPhrase, type PhraseTable, tokensOf } from "./phrase-tables.ts";
import { CONSENT_CORE, CONSENT_PARTS, INVITATION_PARTS, LEGAL_PARTS, OFFER_PARTS, RIGHTS_PARTS, SCRIPT_PARTS } from "./phrase-parts.ts";
import { OPENINGS } from "./phrases.ts";

/** Blocks by their index. */
export interface BlockPhrases {
  /** May the block begin with a phrase of the table? Cheap, and false for most. */
  readonly mayOpen: (block: number, table: PhraseTable) => boolean;
  /** Is the block a phrase of the table, numbers aside? */
  readonly isPhrase: (block: number, table: PhraseTable) => boolean;
  /** Do the first `count` tokens of the block make a phrase of the table? */
  readonly isPhraseUpTo: (block: number, table: PhraseTable, count: number) => boolean;
  readonly beginsWithPhrase: (block: number, table: PhraseTable) => boolean;
  readonly isMadeOf: (block: number, table: PhraseTable) => boolean;
  /** How many different parts of a list the block holds anywhere. The list is one of those in phrases.ts. */
  readonly countParts: (block: number, list: readonly string[]) => number;
  /** The parts of all lists that the block holds. */
  readonly parts: (block: number) => readonly Part[];
}

const ALL_TABLES = -1;

export function blockPhrases(blocks: readonly Block[], words: BlockWords): BlockPhrases {
  const tables = remembered(blocks.length, (block) => {
    const measured = words.measured(block);
    return measured === undefined ? tablesThatMayOpen(words.plain(block)) : tablesThatMayOpenMeasured(measured);
  });
  const textOf = (block: number): string => blocks[block]?.text ?? "";
  const tokens = remembered(blocks.length, (block) =>
    words.measured(block) === undefined ? tokensOf(textOf(block)) : words.words(block).filter((word) => !isNumber(word)),
  );
  // The finder folds case and quotes itself, letter by letter; where that does not do, it gets them folded.
  const parts = remembered(blocks.length, (block) => findParts(words.measured(block) === undefined ? words.plain(block) : textOf(block)));
  const may = (block: number, table: PhraseTable): boolean => (tables(block) & table.bit) !== 0;
  return {
    mayOpen: may,
    isPhrase: (block, table) => may(block, table) && isPhrase(table, tokens(block)),
    isPhraseUpTo: (block, table, count) => may(block, table) && isPhrase(table, tokens(block).slice(0, count)),
    beginsWithPhrase: (block, table) => may(block, table) && beginsWithPhrase(table, tokens(block)),
    isMadeOf: (block, table) => may(block, table) && isMadeOf(table, tokens(block)),
    countParts: (block, list) => {
      let count = 0;
      for (const part of parts(block)) if (part.list === list) count++;
      return count;
    },
    parts,
  };
}

/** Bits of the tables of which the text may begin with a phrase: those that have a phrase with its first word that is no number. */
function tablesThatMayOpen(plain: string): number {
  let start = wordStart(plain, 0);
  while (start < plain.length) {
    const end = wordEnd(plain, start);
    // A word that is torn apart by a mark that nobody sees is whole for the tables.
    if (isInvisible(plain.charCodeAt(end))) return ALL_TABLES;
    const word = plain.slice(start, end);
    if ((kindOf(plain.charCodeAt(start)) & DIGIT) === 0 || !isNumber(word)) return OPENINGS.get(word) ?? 0;
    start = wordStart(plain, end);
  }
  return 0;
}

/** The same, by the hash of the word: it may name a table too many, never one too few. */
function tablesThatMayOpenMeasured({ page, from, to }: BlockText): number {
  for (let token = from; token < to; token++)
    if (((page.bits[token] ?? 0) & TOKEN_NUMBER) === 0) return OPENING_HASHES.get(page.hashes[token] ?? 0) ?? 0;
  return 0;
}

/** `OPENINGS` by the hashes of their words. */
const OPENING_HASHES: ReadonlyMap<number, number> = hashedOpenings();

function hashedOpenings(): Map<number, number> {
  const hashes = new Map<number, number>();
  for (const [word, tables] of OPENINGS) {
    const hash = hashUnits(word, 0, word.length);
    hashes.set(hash, (hashes.get(hash) ?? 0) | tables);
  }
  return hashes;
}

let finder: ((text: string) => readonly Part[]) | undefined;

function findParts(text: string): readonly Part[] {
  finder ??= partFinder([CONSENT_CORE, CONSENT_PARTS, INVITATION_PARTS, LEGAL_PARTS, OFFER_PARTS, RIGHTS_PARTS, SCRIPT_PARTS]);
  return finder(text);
}
