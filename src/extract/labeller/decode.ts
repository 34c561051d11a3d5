/** Scores of a page's blocks → which are kept. */

/** Cost of changing between keeping and dropping, in log-odds; 0: every block for itself. Tuned in bench/train. */
export interface Decoding {
  /** Log-odds from which a block by itself is kept. */
  readonly threshold: number;
  readonly switchCost: number;
}

/**
 * The labelling with the highest sum of log-odds above the threshold, less the cost of its changes (Viterbi 1967). A lone doubtful line inside
 * the body is kept with it, a lone hopeful one far from it is not. Linear.
 */
export function decode(logits: Float32Array, { threshold, switchCost }: Decoding): boolean[] {
  const count = logits.length;
  // Bit 0: the best way to drop block i comes from keeping the one before; bit 1: the same for keeping it.
  const changes = new Uint8Array(count);
  let dropped = 0;
  let kept = 0;
  for (let i = 0; i < count; i++) {
    const gain = (logits[i] ?? 0) - threshold;
    const comesFromKept = kept - switchCost > dropped;
    const comesFromDropped = dropped - switchCost > kept;
    const nextDropped = comesFromKept ? kept - switchCost : dropped;
    const nextKept = (comesFromDropped ? dropped - switchCost : kept) + gain;
    changes[i] = (comesFromKept ? 1 : 0) | (comesFromDropped ? 2 : 0);
    dropped = nextDropped;
    kept = nextKept;
  }
  const keep = new Array<boolean>(count).fill(false);
  let isKept = kept > dropped;
  for (let i = count - 1; i >= 0; i--) {
    keep[i] = isKept;
    const bits = changes[i] ?? 0;
    if (isKept ? (bits & 2) !== 0 : (bits & 1) !== 0) isKept = !isKept;
  }
  return keep;
}

/** Logistic function: log-odds → probability. */
export function probability(logit: number): number {
  return 1 / (1 + Math.exp(-logit));
}

/** Its inverse, for probabilities inside 0–1. */
export function logOdds(p: number): number {
  return Math.log(p / (1 - p));
}
