/** Numbers that look random and are the same on every machine and in every run. */

export class Random {
  private state: number;

  constructor(seed: number) {
    this.state = seed >>> 0;
  }

  /** 0 ≤ x < 1. Mulberry32 (Tommy Ettinger, public domain). */
  next(): number {
    this.state = (this.state + 0x6d2b79f5) >>> 0;
    let x = this.state;
    x = Math.imul(x ^ (x >>> 15), x | 1);
    x ^= x + Math.imul(x ^ (x >>> 7), x | 61);
    return ((x ^ (x >>> 14)) >>> 0) / 4294967296;
  }

  /** A whole number from `least` to `most`. */
  int(least: number, most: number): number {
    return least + Math.floor(this.next() * (most - least + 1));
  }

  chance(probability: number): boolean {
    return this.next() < probability;
  }

  pick<T>(values: readonly T[]): T {
    const value = values[Math.floor(this.next() * values.length)];
    if (value === undefined) throw new Error("nothing to pick from");
    return value;
  }

  /** A place in a list whose nth entry is picked 1/n as often as its first: words are used so (Zipf 1935). */
  zipf(length: number): number {
    return Math.min(length - 1, Math.floor(Math.exp(this.next() * Math.log(length + 1)) - 1));
  }

  shuffled<T>(values: readonly T[]): T[] {
    const keyed = values.map((value) => ({ value, key: this.next() }));
    return keyed.sort((x, y) => x.key - y.key).map(({ value }) => value);
  }

  /** A generator of its own, so that one more draw here does not change what is drawn there. */
  branch(name: number): Random {
    return new Random(Math.imul(this.state ^ name, 0x9e3779b1) + name);
  }
}
