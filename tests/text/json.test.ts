import fc from "fast-check";
import { expect, it } from "vitest";
import { parseJson } from "../../src/text/json.ts";

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
