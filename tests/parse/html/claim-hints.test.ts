import { describe, expect, it } from "vitest";
import { classHints, NO_HINTS } from "../../../src/parse/html/claim-hints.ts";
import { Namings } from "../../../src/parse/html/naming.ts";

const hintsOf = (classes: string, id = "") => classHints(new Namings().of(classes, id));
const words = (list: string): string[] => list.split(" ");

describe("classHints", () => {
  it.each(words("author byline autorin auteur writer reporter redakteur verfasser contributor vcard skribent"))(
    "reads an author off %s",
    (name) => {
      expect(hintsOf(name).author).toBeGreaterThan(0);
    },
  );

  it.each(
    words(
      "published publish pubdate pub publication posted entry post article story news date datum dateline timestamp time created fecha data updated modified post-date",
    ),
  )("reads a date off %s", (name) => {
    expect(hintsOf(name).isDateNamed).toBe(true);
    expect(hintsOf(name.toUpperCase())).toEqual(hintsOf(name));
  });

  it.each(words("updated modified last-changed revised"))("reads a change off %s", (name) => {
    expect(hintsOf(name).isModified).toBe(true);
  });

  it.each(
    words(
      "comment comments commentlist respond disqus sidebar related recommend recommended recommendations popular trending teaser teasers widget footer nav menu carousel latest most-read mostread more-news morestories more-articles read-more read-next readnext promo newsletter archive archives similar advert",
    ),
  )("takes %s for something else", (name) => {
    expect(hintsOf(name).isElsewhere).toBe(true);
    expect(hintsOf(`x ${name}\ty`)).toEqual(hintsOf(name));
    expect(hintsOf("x", `left-${name}`).isElsewhere).toBe(true);
  });

  it("reads nothing off most names", () => {
    for (const name of words("container row col-md-6 btn wrapper header hidden-xs clearfix")) expect(hintsOf(name)).toBe(NO_HINTS);
    expect(hintsOf("")).toBe(NO_HINTS);
  });

  it("reads class and id together, and letters beyond ASCII", () => {
    expect(hintsOf("post-date", "updated")).toMatchObject({ isDateNamed: true, isModified: true });
    expect(hintsOf("é\u00a0sidebar").isElsewhere).toBe(true);
    expect(hintsOf("\u212a author").author).toBeGreaterThan(0);
  });
});
