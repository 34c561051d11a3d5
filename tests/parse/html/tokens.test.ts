/** The tokens of a page are those that htmlparser2 finds, whatever stands in it. */
import fc from "fast-check";
import { Tokenizer, type TokenizerCallbacks } from "htmlparser2";
import { describe, expect, it } from "vitest";
import { readTokens, type TokenSink } from "../../../src/parse/html/tokens.ts";

const RAW = new Set(["script", "style", "title", "textarea", "xmp"]);

function ours(html: string): string[] {
  const found: string[] = [];
  const cut = (start: number, end: number): string => html.slice(start, end);
  let name = "";
  const sink: TokenSink = {
    text: (start, end) => found.push(`text ${cut(start, end)}`),
    cdata: (start, end) => found.push(`cdata ${cut(start, end)}`),
    startTag: (start, end) => {
      name = cut(start, end).toLowerCase();
      found.push(`start ${name}`);
    },
    attribute: (nameStart, nameEnd, start, end) => found.push(`attribute ${cut(nameStart, nameEnd)}=${cut(start, end)}`),
    startTagEnd: (end) => {
      found.push(`end ${end}`);
      return RAW.has(name) ? name : "";
    },
    selfClosingEnd: (end) => found.push(`self-closing end ${end}`),
    endTag: (start, end) => found.push(`end tag ${cut(start, end)}`),
  };
  readTokens(html, sink);
  return found;
}

function theirs(html: string): string[] {
  const found: string[] = [];
  const cut = (start: number, end: number): string => html.slice(start, end);
  let attribute = "";
  let value = "";
  const ignore = (): undefined => undefined;
  const callbacks: TokenizerCallbacks = {
    ontext: (start, end) => found.push(`text ${cut(start, end)}`),
    oncdata: (start, end, offset) => found.push(`cdata ${cut(start, end - offset)}`),
    onopentagname: (start, end) => found.push(`start ${cut(start, end).toLowerCase()}`),
    onattribname: (start, end) => {
      attribute = cut(start, end);
      value = "";
    },
    onattribdata: (start, end) => {
      value += cut(start, end);
    },
    onattribend: () => found.push(`attribute ${attribute}=${value}`),
    onopentagend: (end) => found.push(`end ${end}`),
    onselfclosingtag: (end) => found.push(`self-closing end ${end}`),
    onclosetag: (start, end) => found.push(`end tag ${cut(start, end)}`),
    ...{
      ontextentity: ignore,
      onattribentity: ignore,
      oncomment: ignore,
      ondeclaration: ignore,
      onprocessinginstruction: ignore,
      onend: ignore,
    },
  };
  const tokenizer = new Tokenizer({ decodeEntities: false }, callbacks);
  tokenizer.write(html);
  tokenizer.end();
  return found;
}

const PIECES =
  "< > </ /> / = \" ' <! <!-- --> -- - ! <!> <!--> <!---> <![CDATA[ ]]> ] [ <? ?> & &amp; a b p div s sc script <script <script> </script> </script </SCRIPT\n> style <style> </style > title <title> </title> </titles> <textarea </textarea> <xmp> </xmp> <p <a href= class='x' class=\"y\" x=y <br/> <br / > </p > </ p> </> </1> 1 é \u212a".split(
    " ",
  );
const piece = fc.oneof({ weight: 8, arbitrary: fc.constantFrom(...PIECES, " ", "\n", "\t") }, { weight: 1, arbitrary: fc.string() });
/** Closes whatever is open, so that nothing is cut off. */
const END = `"'>-->]]></script></style></title></textarea></xmp>.`;

describe("readTokens", () => {
  it("finds what htmlparser2 finds", () => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        const html = pieces.join("") + END;
        expect(ours(html)).toEqual(theirs(html));
      }),
      { numRuns: 5000 },
    );
  });

  it.each([
    ["<p", ["start p"]],
    ["a<p class=x", ["text a", "start p", "attribute class="]],
    ["a</p", ["text a"]],
    ["a</p ", ["text a", "end tag p"]],
    ["a<br/", ["text a", "start br"]],
    ["a<", ["text a", "text <"]],
    ["a<!--b", ["text a"]],
    ["<script>a</scr", ["start script", "end 7", "text a</scr"]],
  ])("takes %j, cut off", (html, tokens) => {
    expect(
      ours(html)
        .filter((token) => !token.startsWith("attribute"))
        .join("\n"),
    ).toBe(tokens.filter((token) => !token.startsWith("attribute")).join("\n"));
  });
});
