import { describe, expect, it } from "vitest";
import { headlineOf, readRunIn } from "../../../src/extract/metadata/run-in.ts";

const PROSE =
  "The harbour of Westbay was closed on Tuesday after the storm had torn two ferries from the quay and thrown a crane into the water.";

function read(head: string, prose = PROSE): Record<string, string> | undefined {
  const line = `${head} ${prose}`;
  const found = readRunIn(line, undefined);
  return (
    found && { ...Object.fromEntries(found.claims.map(({ field, value }) => [field, value])), prose: line.slice(found.end).slice(0, 11) }
  );
}

describe("the head of a line that goes on with prose", () => {
  const title = "Storm closes harbour of Westbay";

  it.each([
    ["date and time", `${title} 14 March 2021, 10:20`, { title, published: "14 March 2021, 10:20" }],
    ["a date of which the prose speaks on", `${title} 14 March 2021`, { title, published: "14 March 2021" }],
    ["a byline before the date", `${title} By Ruth Keller 14 March 2021`, { title, published: "14 March 2021", author: "Ruth Keller" }],
    ["a byline behind it", `${title} 14 March 2021 · by Ruth Keller`, { title, published: "14 March 2021", author: "Ruth Keller" }],
    ["a label", `${title} Published: 14 March 2021`, { title, published: "14 March 2021" }],
    ["a second date", `${title} Published 14 March 2021 | Updated: 15 March 2021 08:00`, { title, published: "14 March 2021" }],
    ["a day, a zone, buttons", `${title} Friday, 12 March 2021 10:20 WIB Share Print`, { title, published: "12 March 2021 10:20" }],
    ["a reading time", `${title} 14 March 2021 • 4 min read`, { title, published: "14 March 2021" }],
    ["a name for a headline", "Ruth Keller 14 March 2021, 10:20", { author: "Ruth Keller", published: "14 March 2021, 10:20" }],
  ])("with %s", (_, head, wanted) => {
    expect(read(head)).toEqual({ ...wanted, prose: "The harbour" });
  });

  it("is read in scripts without capitals where a time stands in it", () => {
    const prose =
      "三年前に廃業した港町の銭湯「松の湯」が六日、三代目の手で営業を再開した。再開を決めたのは、東京で設計の仕事をしていた孫の松田遥さんである。";
    expect(read("港町の銭湯、三代目が再開 2020年12月6日 07時00分", prose)).toEqual({
      title: "港町の銭湯、三代目が再開",
      published: "2020年12月6日 07時00分",
      prose: prose.slice(0, 11),
    });
  });

  it.each([
    ["a sentence", "The storm closed the harbour on 14 March 2021 at 10:20", PROSE],
    ["a sentence that goes on", "Storm closed harbour 14 March 2021, 10:20 and tore two ferries loose.", PROSE],
    ["several sentences", "Storm closes harbour. Two ferries tear loose 14 March 2021, 10:20", PROSE],
    ["a date of which the prose says nothing more", "Bakers welcome cheaper flour everywhere 14 March 2021", PROSE],
  ])("is none before %s", (_, head, prose) => {
    expect(read(head, prose)).toBeUndefined();
  });
});

describe("a headline that lost its border", () => {
  it.each([
    ["Storm closes harbour By Ruth Keller", "Storm closes harbour"],
    ["Storm closes harbour September 26, 2024 Share on Facebook", "Storm closes harbour"],
    ["Storm closes harbour Print Comments", "Storm closes harbour"],
    ["Results of the council vote on 3 March 2021", "Results of the council vote on 3 March 2021"],
    ["The man who stood by the door", "The man who stood by the door"],
  ])("%s", (line, wanted) => {
    expect(headlineOf(line)).toBe(wanted);
  });
});
