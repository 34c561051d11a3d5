/** Learning to choose one of some things, or none of them, by what is measured of each: a conditional logit (McFadden 1974). */

/** Some things of which one is right. */
export interface Choice {
  /** What is measured of each thing: so many rows, side by side. */
  readonly measures: Float64Array;
  /** For each thing 1 where it is right, else 0. More than one: the same thing stands there again, and either will do. None: "none" is right. */
  readonly isRight: Uint8Array;
  /** How much the choice counts. */
  readonly weight: number;
}

/** P(thing) is proportional to e to the sum of its measures, each times its weight; that of "none" to e to `none`. */
export interface Logit {
  readonly weights: Float64Array;
  readonly none: number;
}

/** Steps, length of the first one, and what holds the weights small. By experiment: more steps change nothing in the second decimal. */
const STEPS = 400;
const RATE = 0.1;
const DECAY = 2e-3;
/** Adam (Kingma and Ba 2015): how much the means of slopes and of their squares keep of what they were. */
const MEAN_KEPT = 0.9;
const SQUARE_KEPT = 0.99;
const LEAST = 1e-8;

/** The weights under which the right choices are the likeliest. `columns`: measures a thing. Nothing is drawn at random. */
export function learnChoices(choices: readonly Choice[], columns: number): Logit {
  const weights = new Float64Array(columns + 1);
  const slopes = new Float64Array(columns + 1);
  const means = new Float64Array(columns + 1);
  const squares = new Float64Array(columns + 1);
  const count = choices.reduce((sum, { weight }) => sum + weight, 0) || 1;
  for (let step = 1; step <= STEPS; step++) {
    slopes.fill(0);
    for (const choice of choices) addSlopes(choice, weights, slopes);
    const rate = RATE * (1 - step / (STEPS + 1));
    for (let k = 0; k <= columns; k++) {
      const held = k < columns ? DECAY * (weights[k] ?? 0) : 0;
      const slope = (slopes[k] ?? 0) / count - held;
      const mean = MEAN_KEPT * (means[k] ?? 0) + (1 - MEAN_KEPT) * slope;
      const square = SQUARE_KEPT * (squares[k] ?? 0) + (1 - SQUARE_KEPT) * slope * slope;
      means[k] = mean;
      squares[k] = square;
      weights[k] = (weights[k] ?? 0) + (rate * (mean / (1 - MEAN_KEPT ** step))) / (Math.sqrt(square / (1 - SQUARE_KEPT ** step)) + LEAST);
    }
  }
  return { weights: weights.slice(0, columns), none: weights[columns] ?? 0 };
}

/** Adds the slopes of log P(right). The last weight is that of "none". */
function addSlopes({ measures, isRight, weight }: Choice, weights: Float64Array, slopes: Float64Array): void {
  const columns = weights.length - 1;
  const odds = oddsOf(measures, weights, isRight.length);
  const all = odds.reduce((sum, one) => sum + one, 0);
  const right = isRight.reduce((sum, one, i) => sum + one * (odds[i] ?? 0), 0);
  const none = odds[isRight.length] ?? 0;
  const isAnyRight = isRight.includes(1);
  for (let i = 0; i < isRight.length; i++) {
    const wanted = isRight[i] === 1 ? (odds[i] ?? 0) / right : 0;
    const slope = weight * (wanted - (odds[i] ?? 0) / all);
    for (let k = 0; k < columns; k++) slopes[k] = (slopes[k] ?? 0) + slope * (measures[i * columns + k] ?? 0);
  }
  slopes[columns] = (slopes[columns] ?? 0) + weight * ((isAnyRight ? 0 : 1) - none / all);
}

/** Odds of each thing and, last, of "none"; the greatest is 1, so that nothing overflows. */
function oddsOf(measures: Float64Array, weights: Float64Array, count: number): Float64Array {
  const columns = weights.length - 1;
  const worths = new Float64Array(count + 1);
  worths[count] = weights[columns] ?? 0;
  for (let i = 0; i < count; i++) {
    let worth = 0;
    for (let k = 0; k < columns; k++) worth += (measures[i * columns + k] ?? 0) * (weights[k] ?? 0);
    worths[i] = worth;
  }
  const most = worths.reduce((a, b) => Math.max(a, b));
  return worths.map((worth) => Math.exp(worth - most));
}
