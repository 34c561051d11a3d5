/** Numbers for people. */
import { expect, it } from "vitest";
import { bytes, count, counted, duration, percent } from "../../src/text/quantities.ts";

it("counts part thousands by commas", () => {
  expect([0, 999, 1_000, 21_014, 1_234_567].map(count)).toEqual(["0", "999", "1,000", "21,014", "1,234,567"]);
  expect([counted(1, "article"), counted(2, "copy", "copies")]).toEqual(["1 article", "2 copies"]);
});

it("durations are in the unit that fits", () => {
  expect([0, 40, 9_800, 99_900, 125_000, 3_599_400, 7_380_000].map(duration)).toEqual([
    "0.0 s",
    "0.0 s",
    "9.8 s",
    "99.9 s",
    "2 min 05 s",
    "59 min 59 s",
    "2 h 03 min",
  ]);
});

it("bytes are in the unit that fits", () => {
  expect([0, 999, 1_000, 99_400, 99_600, 3_100_000, 2_000_000_000].map(bytes)).toEqual([
    "0 B",
    "999 B",
    "1.0 kB",
    "99.4 kB",
    "100 kB",
    "3.1 MB",
    "2.0 GB",
  ]);
});

it("a share that is neither nought nor all never reads so", () => {
  expect([0, 0.001, 0.314, 0.999, 1].map(percent)).toEqual(["0%", "under 1%", "31%", "over 99%", "100%"]);
});
