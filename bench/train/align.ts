/** Which share of each block stands in the gold: runs of words that both have, chained in order. */

/** A run of words that page and gold share. */
interface Run {
  readonly page: number;
  readonly gold: number;
  readonly length: number;
}

/** Words of the shortest run that is looked for, and places of the gold that one start may match. */
const SEED_WORDS = 4;
const PLACES_MAX = 30;
/** Longest runs that are kept, which bounds the chaining. */
const RUNS_MAX = 1200;
/** What a gap of so many page words costs a chain, and the most that it costs. */
const GAP_COST = 0.01;
const GAP_COST_MAX = 3;
/** Gaps up to this many gold words and this many pairs are aligned word by word. */
const GAP_GOLD_MAX = 60;
const GAP_PAIRS_MAX = 40_000;
/** A run left out of the chain counts when it is this long and mostly new on both sides: moved text. */
const MOVED_WORDS_MIN = 8;
const MOVED_NEW_SHARE = 0.8;

/** Share of each block's words that the gold holds, 0–1. `blocks` and `gold` are hashed words. */
export function alignBlocks(blocks: readonly Int32Array[], gold: Int32Array): Float32Array {
  const owners: number[] = [];
  const words: number[] = [];
  blocks.forEach((block, i) => {
    for (const word of block) {
      words.push(word);
      owners.push(i);
    }
  });
  const page = Int32Array.from(words);
  const covered = gold.length < SEED_WORDS || page.length < SEED_WORDS ? coverShort(blocks, gold, page.length) : coverByRuns(page, gold);
  const shares = new Float32Array(blocks.length);
  owners.forEach((owner, k) => (shares[owner] = (shares[owner] ?? 0) + (covered[k] ?? 0)));
  return shares.map((sum, i) => sum / Math.max(1, blocks[i]?.length ?? 0));
}

/** A gold of three words or fewer is looked for as a whole block. */
function coverShort(blocks: readonly Int32Array[], gold: Int32Array, size: number): Uint8Array {
  const covered = new Uint8Array(size);
  let at = 0;
  for (const block of blocks) {
    if (gold.length > 0 && block.length === gold.length && block.every((word, k) => word === gold[k]))
      covered.fill(1, at, at + block.length);
    at += block.length;
  }
  return covered;
}

function coverByRuns(page: Int32Array, gold: Int32Array): Uint8Array {
  const runs = findRuns(page, gold);
  const covered = new Uint8Array(page.length);
  const used = new Uint8Array(gold.length);
  let before: Run | undefined;
  for (const run of bestChain(runs)) {
    if (before !== undefined)
      coverGap({ page, gold, covered, used }, [before.page + before.length, run.page], [before.gold + before.length, run.gold]);
    for (let k = 0; k < run.length; k++) {
      covered[run.page + k] = 1;
      used[run.gold + k] = 1;
    }
    before = run;
  }
  for (const run of runs.toSorted((a, b) => b.length - a.length)) {
    if (run.length < MOVED_WORDS_MIN) break;
    let fresh = 0;
    for (let k = 0; k < run.length; k++) if (covered[run.page + k] === 0 && used[run.gold + k] === 0) fresh++;
    if (fresh < MOVED_NEW_SHARE * run.length) continue;
    for (let k = 0; k < run.length; k++) {
      covered[run.page + k] = 1;
      used[run.gold + k] = 1;
    }
  }
  return covered;
}

function seedAt(words: Int32Array, at: number): number {
  let hash = 0x811c9dc5;
  for (let k = 0; k < SEED_WORDS; k++) hash = Math.imul(Math.imul(hash, 31) ^ (words[at + k] ?? 0), 0x2c1b3c6d);
  return hash;
}

/** All longest common runs, in order of the page. */
function findRuns(page: Int32Array, gold: Int32Array): Run[] {
  const places = new Map<number, number[]>();
  for (let j = 0; j + SEED_WORDS <= gold.length; j++) {
    const seed = seedAt(gold, j);
    const known = places.get(seed);
    if (known === undefined) places.set(seed, [j]);
    else if (known.length < PLACES_MAX) known.push(j);
  }
  let runs: Run[] = [];
  for (let i = 0; i + SEED_WORDS <= page.length; i++) {
    for (const j of places.get(seedAt(page, i)) ?? []) {
      if (i > 0 && j > 0 && page[i - 1] === gold[j - 1]) continue;
      let length = 0;
      while (i + length < page.length && j + length < gold.length && page[i + length] === gold[j + length]) length++;
      if (length >= SEED_WORDS) runs.push({ page: i, gold: j, length });
    }
  }
  if (runs.length > RUNS_MAX) runs = runs.sort((a, b) => b.length - a.length).slice(0, RUNS_MAX);
  return runs.sort((a, b) => a.page - b.page || a.gold - b.gold);
}

/** The runs, in order on both sides, that cover most at the least gaps. Quadratic in the runs. */
function bestChain(runs: readonly Run[]): Run[] {
  const gains = runs.map((run) => run.length);
  const previous = runs.map(() => -1);
  let best = -1;
  runs.forEach((run, x) => {
    for (let y = 0; y < x; y++) {
      const other = runs[y];
      if (other === undefined || other.page >= run.page || other.gold >= run.gold) continue;
      const pageEnd = other.page + other.length;
      const goldEnd = other.gold + other.length;
      if (pageEnd >= run.page + run.length || goldEnd >= run.gold + run.length) continue;
      const fresh = Math.min(run.length, run.page + run.length - pageEnd, run.gold + run.length - goldEnd);
      const gain = fresh + (gains[y] ?? 0) - Math.min(GAP_COST_MAX, GAP_COST * Math.max(0, run.page - pageEnd));
      if (gain > (gains[x] ?? 0)) {
        gains[x] = gain;
        previous[x] = y;
      }
    }
    if (best < 0 || (gains[x] ?? 0) > (gains[best] ?? 0)) best = x;
  });
  const chain: Run[] = [];
  for (let x = best; x >= 0; x = previous[x] ?? -1) {
    const run = runs[x];
    if (run !== undefined) chain.push(run);
  }
  return chain.reverse();
}

interface Cover {
  readonly page: Int32Array;
  readonly gold: Int32Array;
  readonly covered: Uint8Array;
  readonly used: Uint8Array;
}

/** Longest common subsequence between two runs of the chain. */
function coverGap(
  { page, gold, covered, used }: Cover,
  [pageFrom, pageTo]: readonly [number, number],
  [goldFrom, goldTo]: readonly [number, number],
): void {
  const a = pageTo - pageFrom;
  const b = goldTo - goldFrom;
  if (a <= 0 || b <= 0 || b > GAP_GOLD_MAX || a * b >= GAP_PAIRS_MAX) return;
  const width = b + 1;
  const lengths = new Uint16Array((a + 1) * width);
  const at = (x: number, y: number): number => lengths[x * width + y] ?? 0;
  for (let x = a - 1; x >= 0; x--)
    for (let y = b - 1; y >= 0; y--)
      lengths[x * width + y] = page[pageFrom + x] === gold[goldFrom + y] ? at(x + 1, y + 1) + 1 : Math.max(at(x + 1, y), at(x, y + 1));
  for (let x = 0, y = 0; x < a && y < b;) {
    if (page[pageFrom + x] === gold[goldFrom + y]) {
      covered[pageFrom + x] = 1;
      used[goldFrom + y] = 1;
      x++;
      y++;
    } else if (at(x + 1, y) >= at(x, y + 1)) x++;
    else y++;
  }
}
