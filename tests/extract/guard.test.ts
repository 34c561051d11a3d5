import { describe, expect, it } from "vitest";
import { guard, labelsAlone } from "../../src/extract/guard.ts";
import { NO_FACTS, viewOfText } from "./pages.ts";

const HEADLINE = "Monks fight with brooms in the old chapel";
const STORY = [
  "Two groups of monks fought with brooms while they cleaned the old chapel on Tuesday morning, the police said after they had parted them.",
  "Nobody was hurt or arrested, and the chapel was opened to visitors again at noon.",
];
const COMMENTS = [
  "I have been there twice and I can tell you that nobody was friendly to us, neither the guards nor the people who sell the candles.",
  "What a world we live in, my grandmother would have said, and she would have been right about it as she always was.",
];
const MENU = Array.from({ length: 32 }, (_, i) => `Section ${String.fromCharCode(97 + (i % 26))}${i}`);
const facts = { ...NO_FACTS, title: { value: HEADLINE, from: "heading" as const, confidence: 0.9 } };
const never = (): boolean => false;

describe("guard", () => {
  it("finds the story under the headline where only readers' words were kept far below it", () => {
    const text = [HEADLINE, ...STORY, ...MENU, ...COMMENTS].join("\n\n");
    const view = viewOfText(text, { metadata: facts, dropped: [HEADLINE, ...STORY, ...MENU], score: 0.8 });
    expect(guard(view, never)).toEqual({ span: { start: 1, end: 2 }, detail: "nothing under the headline" });
  });

  it("leaves a page alone that keeps something under its headline", () => {
    const text = [HEADLINE, ...STORY, ...MENU, ...COMMENTS].join("\n\n");
    expect(guard(viewOfText(text, { metadata: facts, dropped: [HEADLINE, ...MENU], score: 0.8 }), never)).toBeUndefined();
  });

  it("leaves a body alone that says more of what the headline says than the lines under it", () => {
    const lines = COMMENTS.map((comment) => `${comment} Really.`);
    const text = [HEADLINE, ...lines, ...MENU, ...STORY].join("\n\n");
    expect(guard(viewOfText(text, { metadata: facts, dropped: [HEADLINE, ...lines, ...MENU], score: 0.8 }), never)).toBeUndefined();
  });

  it("leaves a long body alone, whatever stands under the headline", () => {
    const body = Array.from({ length: 12 }, (_, i) => `${COMMENTS[i % 2] ?? ""} ${String(i)} times.`);
    const text = [HEADLINE, ...STORY, ...MENU, ...body].join("\n\n");
    expect(guard(viewOfText(text, { metadata: facts, dropped: [HEADLINE, ...STORY, ...MENU], score: 0.8 }), never)).toBeUndefined();
  });

  const GUARDS = "The guards, on the other hand, said that they had never seen so many people in one morning.";

  it("keeps the run of prose where nothing was kept", () => {
    const prose = [...STORY, ...COMMENTS, GUARDS];
    const text = [...MENU, ...prose].join("\n\n");
    expect(guard(viewOfText(text, { dropped: [...MENU, ...prose], score: 0.8 }), never)).toEqual({
      span: { start: MENU.length, end: MENU.length + 4 },
      detail: "nothing",
    });
  });

  it("prefers a short run that may be the article to long terms that are none", () => {
    const story = [...STORY, GUARDS];
    const terms = Array.from(
      { length: 12 },
      (_, i) => `I have read the terms of section ${String(i)} and agree ${"to all that stands in it ".repeat(8)}.`,
    );
    const text = [...story, ...MENU, ...terms].join("\n\n");
    const view = viewOfText(text, { dropped: [...story, ...MENU, ...terms], score: 0.98 });
    const scores = view.labels.scores.map((score, block) => (block < story.length ? 0.3 : score));
    expect(guard({ ...view, labels: { ...view.labels, scores } }, never)?.span).toEqual({ start: 0, end: 2 });
  });

  it("leaves the lead alone that is all a page with long terms shows of its article", () => {
    const lead = `${STORY[0] ?? ""} ${STORY[1] ?? ""}`;
    const terms = Array.from({ length: 12 }, (_, i) => `${COMMENTS[i % 2] ?? ""} ${GUARDS} ${String(i)} times.`);
    const text = [lead, ...MENU, ...terms].join("\n\n");
    expect(guard(viewOfText(text, { dropped: [...MENU, ...terms] }), never)).toBeUndefined();
  });

  it("keeps nothing of a page that has no prose", () => {
    expect(guard(viewOfText(MENU.join("\n\n"), { dropped: MENU }), never)).toBeUndefined();
  });
});

describe("labelsAlone", () => {
  const LABELS = ["Bridge closed", "Bakery wins prize", "Snow by Friday"];

  it("drops a few labels that are left of a page", () => {
    const text = [...MENU, ...LABELS].join("\n\n");
    const found = labelsAlone(viewOfText(text, { dropped: MENU }));
    expect(found.map(({ block, keep }) => [block, keep])).toEqual([0, 1, 2].map((i) => [MENU.length + i, false]));
  });

  it("leaves them where a sentence is kept with them, and where they are most of what there is", () => {
    const text = [...MENU, ...LABELS, "It rains."].join("\n\n");
    expect(labelsAlone(viewOfText(text, { dropped: MENU }))).toEqual([]);
    expect(labelsAlone(viewOfText(LABELS.join("\n\n"), { dropped: [] }))).toEqual([]);
  });
});
