import { expect, it } from "vitest";
import { dropAttributes } from "../../../src/parse/markdown/attributes.ts";

function read(text: string): string {
  const lines = text.split("\n");
  return dropAttributes(
    lines,
    lines.map(() => true),
  ).join("\n");
}

it.each([
  ["a span", "the [harbour]{.place} board", "the harbour board"],
  ["a span in a link", '[[News]{.menu-title}](/news){.menu__link target=""}', "[News](/news)"],
  ["a wrapped one", '[[For\nanglers]{.title\n.lazy}](/a){.b\ndata-src="https://coast.example/{x}"}', "[For\nanglers](/a)"],
  ["a picture", "![quay](q.jpg){#N=1 .lazy width=80}", "![quay](q.jpg)"],
  ["a heading", "## Fees {#fees .unnumbered}", "## Fees "],
  ["a division", "::: {.teaser}\nFerry\n\n> :::: box\n> Choir\n> ::::\n:::", "\nFerry\n\n\n> Choir\n\n"],
])("attributes of %s go", (_name, text, expected) => {
  expect(read(text)).toBe(expected);
});

it.each(["Plain {braces} and sets {a, b}", "f(x){ return y; }", "A [note]{sic} stays", ":::", "Prose {.not-held}", "\\[a]{.b}"])(
  "%j stays",
  (text) => {
    expect(read(text)).toBe(text);
  },
);
