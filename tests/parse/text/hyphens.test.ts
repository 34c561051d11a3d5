import { describe, expect, it } from "vitest";
import { readLines } from "../../../src/parse/text/lines.ts";
import { unwrap } from "../../../src/parse/text/unwrap.ts";

const joined = (lines: readonly string[]): string[] => unwrap(readLines(lines.join("\n"))).map(({ text }) => text);

const PARTED = [
  "In the presence of a great concourse of peo-",
  "ple, estimated at not less than six thousand,",
  "the new bridge was opened on Saturday after-",
  "noon, and the band of the rope-walk went be-",
  "fore the mayor. He was told that the rope-",
  "walk had played for six hours, and thanked it.",
];

describe("words parted at the ends of lines", () => {
  it("are one word again, but for those that the text writes with a hyphen", () => {
    expect(joined(PARTED)).toEqual([
      "In the presence of a great concourse of people, estimated at not less than six thousand, the new bridge was opened on Saturday " +
        "afternoon, and the band of the rope-walk went before the mayor. He was told that the rope-walk had played for six hours, and thanked it.",
    ]);
  });

  it("are left in a text that hardly has any: a wrapper broke it at hyphens that it had", () => {
    const lines = [
      "The harbour board has agreed to raise the well-",
      "known fees for small boats by a tenth, and the",
      "anglers who keep a boat in the inner basin will",
      "now pay twice what they had paid ten years ago.",
    ];
    expect(joined(lines)[0]).toContain("the well-known fees");
  });

  it.each([
    ["soft hyphens", "\u00ad"],
    ["hyphens that are none but that", "\u2010"],
    ["the sign of readers of scanned pages", "¬"],
  ])("are told by %s, however few", (_, sign) => {
    const lines = [
      `The harbour board has agreed to raise the pub${sign}`,
      "lished fees for small boats by a tenth, and all",
      "anglers who keep a boat in the inner basin will",
      "now pay twice what they had paid ten years ago.",
    ];
    expect(joined(lines)[0]).toContain("the published fees");
  });
});
