import { expect, it } from "vitest";
import { resolveReferences } from "../../../src/parse/text/references.ts";

it.each([
  ["Marks &amp; Spencer", "Marks & Spencer", 1],
  ["It&#8217;s &quot;late&quot;&nbsp;&ndash; said &#x41;nn", 'It’s "late"\u00a0– said Ann', 6],
  ["M&amp;amp;S and B&amp;amp;Q,&amp;nbsp;twice", "M&S and B&Q,\u00a0twice", 6],
])("%s is resolved", (text, resolved, references) => {
  expect(resolveReferences(text)).toEqual({ text: resolved, references });
});

it.each(["Tom & Jerry", "Write &amp; for & in HTML", "AT&T; R&D;", "https://coast.example/?a=1&copy=2&b;", "&unknownname; stays", ""])(
  "%j stays",
  (text) => {
    expect(resolveReferences(text)).toEqual({ text, references: 0 });
  },
);
