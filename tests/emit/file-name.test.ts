/** Names of files: short, ASCII, safe on every system, and never two that differ only by case. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fileName, slugOf } from "../../src/emit/file-name.ts";
import { articleOf, fact, idOf, NO_METADATA } from "./outcomes.ts";

function nameOf(title: string | undefined, published?: string): string {
  const metadata = {
    ...NO_METADATA,
    title: title === undefined ? undefined : fact(title),
    published: published === undefined ? undefined : fact(published),
  };
  return fileName(articleOf("a.txt", { metadata }));
}

const ID = idOf("a.txt").slice(0, 8);

describe("file names", () => {
  it("hold the local date, the title and the id", () => {
    expect(nameOf("Flood warnings issued as river rises", "2026-03-04T23:15:00-08:00")).toBe(
      `2026-03-04-flood-warnings-issued-as-river-rises-${ID}.md`,
    );
  });

  it("leave out what is unknown", () => {
    expect(nameOf(undefined)).toBe(`${ID}.md`);
    expect(nameOf("Plain")).toBe(`plain-${ID}.md`);
  });

  it("take more of the id where a name is taken", () => {
    expect(fileName(articleOf("a.txt"), 16)).toBe(`${idOf("a.txt")}.md`);
  });

  it.each([
    ["Hochwasser: Flüsse über die Ufer", "hochwasser-flusse-uber-die-ufer"],
    ["Паводок на реке", "pavodok-na-reke"],
    ["洪水警报", "hong-shui-jing-bao"],
    ["Don’t panic — it's fine", "dont-panic-its-fine"],
    ["../../etc/passwd", "etc-passwd"],
    ["C:\\Windows\\CON", "c-windows-con"],
    ["CON", ""],
    ["lpt1", ""],
    ["a\u0000b\u202ec", "a-bc"],
    ["", ""],
    ["!!!", ""],
  ])("%j → %j", (title, slug) => {
    expect(slugOf(title)).toBe(slug);
  });

  it("cut at a word within 80 bytes, and a single long word within itself", () => {
    expect(slugOf("word ".repeat(50))).toBe(Array(16).fill("word").join("-"));
    expect(slugOf("x".repeat(500))).toBe("x".repeat(80));
  });

  it("any title gives a name that every file system takes", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 300 }), (title) => {
        const name = nameOf(title, "2026-03-04");
        expect(name).toMatch(/^[a-z0-9]+(?:-[a-z0-9]+)*\.md$/);
        expect(Buffer.byteLength(name)).toBeLessThan(120);
      }),
    );
  });
});
