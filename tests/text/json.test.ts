import fc from "fast-check";
import { expect, it } from "vitest";
import { parseJson, parseLooseJson } from "../../src/text/json.ts";
import { cpuClock } from "../cpu-time.ts";

it("takes halves of surrogate pairs for unknown characters, and leaves everything else as it is", () => {
  expect(parseJson(String.raw`["a\ud83d", "\udc00b", "\ud83d\ude00", "\\ud83d", "\\\ud83d", "\uD83Dx"]`)).toEqual([
    "a\ufffd",
    "\ufffdb",
    "\u{1f600}",
    String.raw`\ud83d`,
    "\\\ufffd",
    "\ufffdx",
  ]);
});

it("gives what JSON.parse gives for every other text", () => {
  fc.assert(
    fc.property(fc.json(), (text) => {
      expect(parseJson(text)).toEqual(JSON.parse(text));
    }),
  );
});

it("takes what is nearly JSON in time that grows with its length, and refuses what is not", () => {
  expect(parseLooseJson('{"a": NaN, "NaN": "Infinity, NaN,}", "b": [-Infinity, 1,], }')).toEqual({
    a: null,
    NaN: "Infinity, NaN,}",
    b: [null, 1],
  });
  expect(parseLooseJson('{"a\tb": "c\nd\\" e"},')).toEqual({ "a\tb": 'c\nd" e' });
  for (const text of ["", ",", "{", '{"a": broken}', "{'a': 1}", '{"a": "b', "[1,,2]", "nan"])
    expect(() => parseLooseJson(text), text).toThrow(SyntaxError);
  for (const piece of ['\\"', '"', ",", ", ", "\\", "NaN", "\n"]) {
    const spent = cpuClock();
    expect(() => parseLooseJson(`{"a": "${piece.repeat(200_000)}`)).toThrow(SyntaxError);
    expect(spent(), JSON.stringify(piece)).toBeLessThan(2000);
  }
});

it("gives what JSON.parse gives of JSON when it reads loosely", () => {
  fc.assert(
    fc.property(fc.json(), (text) => {
      expect(parseLooseJson(text)).toEqual(JSON.parse(text));
      // The loose way alone gives the same: a comma behind the value makes it no JSON.
      expect(parseLooseJson(`${text},`)).toEqual(JSON.parse(text));
    }),
  );
});
