import { describe, expect, it } from "vitest";
import { assemble, textOf } from "../../src/extract/assemble.ts";
import type { Labelled } from "../../src/types.ts";
import { pageOf } from "./pages.ts";

/** All blocks of a text kept, but those that begin with one of the parts. */
function labelled(payload: string, dropped: readonly string[] = []): Labelled[] {
  return pageOf(payload).blocks.map((block) => {
    const keep = !dropped.some((part) => block.text.startsWith(part));
    return { block, decision: { keep, class: keep ? "content" : "other", rule: "test", score: keep ? 1 : 0, reasons: [] } };
  });
}

const SENTENCE = "The board of the harbour has met in the old town hall on Monday to speak about the fees for boats in the inner basin.";

describe("assemble", () => {
  it("joins the sentences of a line again, exactly", () => {
    const line = `${SENTENCE} “It was time,” he said. ${SENTENCE} ${SENTENCE}`;
    expect(assemble(labelled(line)).map((passage) => passage.text)).toEqual([line]);
  });

  it("joins Chinese without spaces", () => {
    const line = "港口委员会决定从五月一日起将小型船只的费用提高百分之十，主席周一宣布了这一消息。渔民们表示强烈反对这样的决定。".repeat(7);
    expect(
      assemble(labelled(line))
        .map((passage) => passage.text)
        .join(""),
    ).toBe(line);
  });

  it("takes a dropped piece inside a line for a border", () => {
    const passages = assemble(labelled(`${SENTENCE} Share this with all of your friends today! ${SENTENCE} ${SENTENCE}`, ["Share"]));
    expect(passages.map((passage) => passage.text)).toEqual([SENTENCE, `${SENTENCE} ${SENTENCE}`]);
  });

  it("does not leave a column of forty sentences one paragraph, and breaks only between sentences", () => {
    const line = Array(40).fill(SENTENCE).join(" ");
    const passages = assemble(labelled(line));
    expect(passages.length).toBeGreaterThan(8);
    for (const passage of passages) expect(passage.text.startsWith("The board") && passage.text.endsWith("basin.")).toBe(true);
    expect(passages.map((passage) => passage.text).join(" ")).toBe(line);
  });

  it.each([
    ["“", "”"],
    ["„", "“"],
    ["«", "»"],
  ])("does not break speech in %s%s, and begins a paragraph with it", (open, close) => {
    const speech = `${open}${SENTENCE} ${SENTENCE} ${SENTENCE} ${SENTENCE}${close}`;
    const passages = assemble(labelled(`${SENTENCE} ${SENTENCE} ${speech} ${Array(6).fill(SENTENCE).join(" ")}`));
    expect(passages.map((passage) => passage.text)).toContain(speech);
  });

  it("keeps the lines of an address as lines of one passage", () => {
    const [, address] = assemble(labelled(`${SENTENCE}\n\nHarbour Office\n12 Quay Street\n\n${SENTENCE}`));
    expect(address?.text).toBe("Harbour Office\n12 Quay Street");
    expect(address?.breaks).toEqual([14]);
  });
});

describe("textOf", () => {
  it("parts paragraphs by an empty line and items by a line feed", () => {
    expect(textOf(assemble(labelled(`${SENTENCE}\n\n- raise the fees\n- close the slip\n\n${SENTENCE}`)))).toBe(
      `${SENTENCE}\n\nraise the fees\nclose the slip\n\n${SENTENCE}`,
    );
  });
});
