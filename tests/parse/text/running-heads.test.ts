import { describe, expect, it } from "vitest";
import { dropRunningHeads } from "../../../src/parse/text/running-heads.ts";

/** No two pages have a line in common but for head and foot. */
function page(name: string, head: string, foot: string): string {
  const body = ["has agreed to raise the", "fees for boats by a tenth, and", "will pay twice what they paid."].map(
    (line) => `${name} ${line}`,
  );
  return [head, "", ...body, "", foot, ""].join("\n");
}

describe("dropRunningHeads", () => {
  it("takes heads and feet out, and leaves the first head once", () => {
    const pages = ["Jan", "Ines", "Ola"].map((name, n) => page(name, `The Gazette        ${n} May 2024`, `Page ${n} of 3`));
    const { text, heads } = dropRunningHeads(pages.join("\f"));
    expect(heads).toBe(5);
    expect(text).toContain("The Gazette 0 May 2024");
    expect(text).not.toMatch(/Page|1 May/);
    expect(text.match(/will pay twice/g)).toHaveLength(3);
    // Line for line as before, so that what is explained can be found again.
    expect(text.split(/[\n\f]/)).toHaveLength(pages.join("\f").split(/[\n\f]/).length);
  });

  it("takes the numbers of pages out, but not numbers that do not count pages", () => {
    const numbered = dropRunningHeads(
      [page("Jan", "Fees", "14"), page("Ines", "Boats", "- 15 -"), page("Ola", "Anglers", "16")].join("\f"),
    );
    expect(numbered.heads).toBe(3);
    expect(dropRunningHeads([page("Jan", "Fees", "14"), page("Ines", "Boats", "3"), page("Ola", "Anglers", "90")].join("\f")).heads).toBe(
      0,
    );
  });

  it("knows heads of left and right pages, where there are several of each", () => {
    const names = ["Jan", "Ines", "Ola", "Ada", "Colm"];
    const pages = names.map((name, i) => page(name, i % 2 === 0 ? "The Gazette" : "Opinion", `Words of ${name}`));
    expect(dropRunningHeads(pages.join("\f")).heads).toBe(4);
  });

  it("leaves a text alone that has no pages, and what stands on one page only", () => {
    const single = page("Jan", "The Gazette", "Page 1");
    expect(dropRunningHeads(single)).toEqual({ text: single, heads: 0 });
    const pages = `${page("Jan", "Fees", "Names of anglers")}\f${page("Ines", "Boats", "Names of boats")}`;
    expect(dropRunningHeads(pages)).toEqual({ text: pages, heads: 0 });
  });
});
