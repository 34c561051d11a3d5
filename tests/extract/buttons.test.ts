import { describe, expect, it } from "vitest";
import { buttonLists, repeatedButtons } from "../../src/extract/buttons.ts";
import { named, viewOfText } from "./pages.ts";

const POSTS = [
  "The water at the old bridge stands at five metres and falls by four centimetres an hour, says the prefect.",
  "Seventy people from the home by the river sleep in the gymnasium, and a nurse has fetched their papers by boat.",
  "Whoever lives in the lower town is asked not to go down into the cellar before the pumps have come.",
];

describe("repeated buttons", () => {
  const page = (button: string, head = (i: number): string => `1${i}.05`): string =>
    POSTS.map((post, i) => [head(i), post, button].join("\n\n")).join("\n\n");
  const found = (payload: string): string[] => {
    const view = viewOfText(payload);
    return named(view, repeatedButtons(view));
  };

  it("go where the same label stands behind one paragraph after the other", () => {
    expect(found(page("Partager cette publication"))).toEqual(POSTS.map(() => "Partager cette publication"));
  });

  it("are none where they head what follows, or end a sentence", () => {
    expect(found(POSTS.map((post) => `Ruth Keller\n\n${post}`).join("\n\n"))).toEqual([]);
    expect(found(page("Nobody was hurt."))).toEqual([]);
    expect(found(page("What to do next", (i) => `• Take the path by the mill ${i}`))).toEqual([]);
  });

  it("are none where there are two", () => {
    expect(found(page("Partager cette publication").split("12.05")[0] ?? "")).toEqual([]);
  });
});

describe("lists of buttons", () => {
  const found = (items: readonly string[], score = 0.6): string[] => {
    const view = viewOfText([...items.map((item) => `• ${item}`), "", ...POSTS].join("\n"), { dropped: ["Share", "Facebook"], score });
    return named(view, buttonLists(view));
  };

  it("go as a whole where one item is in the tables of words", () => {
    expect(found(["Offrir l’article", "Share", "Écouter"])).toEqual(["Offrir l’article", "Écouter"]);
  });

  it("are none where an item says more, none is known, or the labeller is sure", () => {
    expect(found(["Share", "A path by the mill to the upper town"])).toEqual([]);
    expect(found(["Offrir l’article", "Écouter"])).toEqual([]);
    expect(found(["Facebook", "Signal", "Threema", "Wire", "Matrix", "Briar"], 0.99)).toEqual([]);
  });
});
