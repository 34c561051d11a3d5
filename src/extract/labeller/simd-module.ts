/**
 * The inner loops of the network as WebAssembly, four floats at a time. The module is put together here, instruction by instruction, so that
 * what runs is what is read; it has a little over 1,000 bytes. Its arithmetic is IEEE single precision in a fixed order, so every machine gives the
 * same bytes, and `plainCalculator` (product.ts) says in TypeScript what it does.
 *
 * WebAssembly core specification 2.0, sections 5.4 (instructions) and 5.5 (modules).
 */

import { CLIP } from "./normalise.ts";

/** Rows that are multiplied at a time, and columns: with them all sums of a block stay in registers. */
export const ROWS_STEP = 4;
export const COLUMNS_STEP = 8;
/** Columns that are scaled at a time, since that is done in double precision. */
export const SCALE_STEP = 2;

const FLOAT_BYTES = 4;
const VECTOR_BYTES = 16;

/** Parameters of every function, in order; all are 32-bit numbers, addresses and strides in bytes. Each function uses some of them. */
const PARAMETERS = ["a", "aStride", "b", "out", "outStride", "rows", "depth", "columns"] as const;
const COUNTERS = ["a0", "a1", "a2", "a3", "at", "left", "column", "o0", "o1", "o2", "o3"] as const;
const SUMS = ["s00", "s01", "s10", "s11", "s20", "s21", "s30", "s31"] as const;
/** `zero` is never set. */
const VECTORS = [...SUMS, "w0", "w1", "x", "zero", "least", "most"] as const;
const LOCALS: readonly string[] = [...PARAMETERS, ...COUNTERS, ...VECTORS];

type Name = (typeof PARAMETERS)[number] | (typeof COUNTERS)[number] | (typeof VECTORS)[number];
type Code = readonly number[];

const I32 = 0x7f;
const V128 = 0x7b;
const FUNCTION = 0x60;
const END = 0x0b;

const unsigned = (value: number): number[] => {
  const bytes: number[] = [];
  let rest = value;
  while (rest > 0x7f) {
    bytes.push((rest & 0x7f) | 0x80);
    rest >>>= 7;
  }
  return [...bytes, rest];
};
const sized = (bytes: readonly number[]): number[] => [...unsigned(bytes.length), ...bytes];
const section = (id: number, bytes: readonly number[]): number[] => [id, ...sized(bytes)];
const text = (name: string): number[] => sized([...Buffer.from(name)]);

const place = (name: Name): Code => unsigned(LOCALS.indexOf(name));
const get = (name: Name): Code => [0x20, ...place(name)];
const set = (name: Name): Code => [0x21, ...place(name)];
/** Small constants alone: one byte of a signed number holds up to 63. */
const constant = (value: number): Code => [0x41, value];
const add: Code = [0x6a];
const subtract: Code = [0x6b];
const times: Code = [0x6c];
const splatFrom = (name: Name): Code => [...get(name), 0xfd, 0x09, 2, 0];
const loadFrom = (name: Name, offset: number): Code => [...get(name), 0xfd, 0x00, 2, offset];
const storeTo = (name: Name, offset: number, value: Name): Code => [...get(name), ...get(value), 0xfd, 0x0b, 2, offset];
const addFloats: Code = [0xfd, ...unsigned(0xe4)];
const multiplyFloats: Code = [0xfd, ...unsigned(0xe6)];
/** The second where it is greater, else the first: not the other way round, so that what is no number stays. */
const greaterFloats: Code = [0xfd, ...unsigned(0xeb)];

/** Two floats in double precision. */
const loadPair = (name: Name): Code => [...get(name), 0xfd, 0x5d, 2, 0, 0xfd, 0x5f];
/** Two numbers in double precision as floats. */
const storePair = (name: Name, value: Name): Code => [...get(name), ...get(value), 0xfd, 0x5e, 0xfd, 0x5b, 2, 0, 0];
/** The same number twice, in double precision. */
const pairOf = (value: number): Code => [0x44, ...new Uint8Array(Float64Array.of(value).buffer), 0xfd, 0x14];
const subtractPair: Code = [0xfd, ...unsigned(0xf1)];
const dividePair: Code = [0xfd, ...unsigned(0xf3)];
const lesserPair: Code = [0xfd, ...unsigned(0xf4)];
const greaterPair: Code = [0xfd, ...unsigned(0xf5)];

const advance = (name: Name, bytes: number): Code => [...get(name), ...constant(bytes), ...add, ...set(name)];
const copy = (from: Name, to: Name): Code => [...get(from), ...set(to)];
/** Does the body while `name`, lowered by `step` after each round, is above 0; not once where it is 0 to begin with. */
const countDown = (name: Name, step: number, body: Code): Code => [
  ...[0x02, 0x40, ...get(name), 0x45, 0x0d, 0, 0x03, 0x40],
  ...body,
  ...[...get(name), ...constant(step), ...subtract, 0x22, ...place(name), 0x0d, 0, 0x0b, 0x0b],
];

const ROW = [
  ["a0", "o0", "s00", "s01"],
  ["a1", "o1", "s10", "s11"],
  ["a2", "o2", "s20", "s21"],
  ["a3", "o3", "s30", "s31"],
] as const satisfies readonly (readonly Name[])[];

/** sums of a row += a[row][k] × two vectors of b. */
const multiplyRow = ([a, , first, second]: (typeof ROW)[number]): Code => [
  ...[...splatFrom(a), ...set("x")],
  ...[...get(first), ...get("x"), ...get("w0"), ...multiplyFloats, ...addFloats, ...set(first)],
  ...[...get(second), ...get("x"), ...get("w1"), ...multiplyFloats, ...addFloats, ...set(second)],
  ...advance(a, FLOAT_BYTES),
];

/** The four rows of `from` and what follows it by one stride each. */
const rowsFrom = (from: Name, stride: Name, names: readonly [Name, Name, Name, Name]): Code => [
  ...copy(from, names[0]),
  ...names.slice(1).flatMap((name, row) => [...get(names[row] ?? from), ...get(stride), ...add, ...set(name)]),
];

const STEP = [
  ...loadFrom("at", 0),
  ...set("w0"),
  ...loadFrom("at", VECTOR_BYTES),
  ...set("w1"),
  ...ROW.flatMap(multiplyRow),
  ...advance("at", 2 * VECTOR_BYTES),
];

const BLOCK = [
  ...rowsFrom("a", "aStride", ["a0", "a1", "a2", "a3"]),
  ...ROW.flatMap(([, out, first, second]) => [...loadFrom(out, 0), ...set(first), ...loadFrom(out, VECTOR_BYTES), ...set(second)]),
  ...copy("depth", "left"),
  ...countDown("left", 1, STEP),
  ...ROW.flatMap(([, out, first, second]) => [
    ...storeTo(out, 0, first),
    ...storeTo(out, VECTOR_BYTES, second),
    ...advance(out, 2 * VECTOR_BYTES),
  ]),
];

const forward = (pointer: Name, stride: Name): Code => [
  ...get(pointer),
  ...get(stride),
  ...constant(ROWS_STEP),
  ...times,
  ...add,
  ...set(pointer),
];

/** out += a · b. */
const ADD_PRODUCT = countDown("rows", ROWS_STEP, [
  ...rowsFrom("out", "outStride", ["o0", "o1", "o2", "o3"]),
  ...copy("b", "at"),
  ...copy("columns", "column"),
  ...countDown("column", COLUMNS_STEP, BLOCK),
  ...forward("a", "aStride"),
  ...forward("out", "outStride"),
]);

/** For `counter` floats, two vectors at a time: `out` becomes what `step` leaves on the stack, and the pointers go on. */
const eachPair = (counter: Name, pointers: readonly Name[], step: (offset: number) => Code): Code =>
  countDown(counter, COLUMNS_STEP, [
    ...[0, VECTOR_BYTES].flatMap((offset) => [...step(offset), ...set("x"), ...storeTo("out", offset, "x")]),
    ...pointers.flatMap((pointer) => advance(pointer, 2 * VECTOR_BYTES)),
  ]);

/** Every row of `out` becomes the row `b`. */
const REPEAT = countDown("rows", 1, [
  ...copy("b", "at"),
  ...copy("columns", "column"),
  ...eachPair("column", ["at", "out"], (offset) => loadFrom("at", offset)),
]);

/** What is below 0 in one long row becomes 0. */
const RECTIFY = eachPair("columns", ["out"], (offset) => [...loadFrom("out", offset), ...get("zero"), ...greaterFloats]);

/** out += a, both one long row. */
const ADD = eachPair("columns", ["a", "out"], (offset) => [...loadFrom("out", offset), ...loadFrom("a", offset), ...addFloats]);

/** Every row of `out` becomes that of `a` less the row `b`, divided by the row after it, and clipped. */
const SCALE = [
  ...[...pairOf(-CLIP), ...set("least"), ...pairOf(CLIP), ...set("most")],
  ...countDown("rows", 1, [
    ...[...copy("a", "a0"), ...copy("out", "o0"), ...copy("b", "at"), ...copy("columns", "column")],
    ...[...get("b"), ...get("columns"), ...constant(FLOAT_BYTES), ...times, ...add, ...set("o1")],
    ...countDown("column", SCALE_STEP, [
      ...[...loadPair("a0"), ...loadPair("at"), ...subtractPair, ...loadPair("o1"), ...dividePair],
      ...[...get("least"), ...greaterPair, ...get("most"), ...lesserPair, ...set("x"), ...storePair("o0", "x")],
      ...(["a0", "at", "o1", "o0"] as const).flatMap((name) => advance(name, SCALE_STEP * FLOAT_BYTES)),
    ]),
    ...[...get("a"), ...get("aStride"), ...add, ...set("a")],
    ...[...get("out"), ...get("outStride"), ...add, ...set("out")],
  ]),
];

const FUNCTIONS: readonly (readonly [name: string, body: Code])[] = [
  ["addProduct", ADD_PRODUCT],
  ["repeat", REPEAT],
  ["rectify", RECTIFY],
  ["add", ADD],
  ["scale", SCALE],
];

/** The bytes of the module: exports `memory`, of one page to begin with, and the functions. */
export function simdModule(): Uint8Array<ArrayBuffer> {
  const locals = [2, ...unsigned(COUNTERS.length), I32, ...unsigned(VECTORS.length), V128];
  const count = FUNCTIONS.length;
  return Uint8Array.from([
    ...[0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    ...section(1, [1, FUNCTION, ...sized(PARAMETERS.map(() => I32)), 0]),
    ...section(3, [count, ...FUNCTIONS.map(() => 0)]),
    ...section(5, [1, 0, 1]),
    ...section(7, [1 + count, ...text("memory"), 2, 0, ...FUNCTIONS.flatMap(([name], index) => [...text(name), 0, index])]),
    ...section(10, [count, ...FUNCTIONS.flatMap(([, body]) => sized([...locals, ...body, END]))]),
  ]);
}
