import { describe, expect, it } from "vitest";
import { codeRuns } from "../../src/extract/code-runs.ts";
import { named, viewOfText } from "./pages.ts";
import { pageCode } from "../../src/extract/page-code.ts";

/** Text that is found to be code. */
function codeIn(payload: string): string {
  const view = viewOfText(payload);
  return codeRuns({ format: "text", blocks: view.blocks })
    .flatMap((run) => run.blocks.map(({ text }) => text))
    .join("\n");
}

const PROSE = "The harbour board has agreed to raise the fees for small boats by a tenth from the first of May.";

describe("code of the page is found", () => {
  it.each([
    ["a script", "(function() {\nvar s = document.createElement('script');\ns.async = true;\nelse\ndocument.body.appendChild(s);\n})();"],
    [
      "a script in one line",
      "window.dataLayer = window.dataLayer || []; function gtag(){dataLayer.push(arguments);} gtag('js', new Date());",
    ],
    ["a style", ".teaser .headline, .teaser .kicker {\ncolor: #1a1a1a;\nline-height: 1.3em !important;\n}"],
    ["variables of a style", ":root{--color--black: #000;--color--white: #fff;--gap: 0.5em}"],
    ["data", '{"@context":"https://schema.org","@type":"WebSite","url":"https://coast.example/","name":"Coast Herald"}'],
    ["fonts", "@font-face {\nsrc: url('https://coast.example/a.woff2') format('woff2');\nfont-weight: normal;\n}"],
  ])("%s", (_name, code) => {
    expect(codeIn(`${PROSE}\n${code}\n${PROSE}`)).toBe(code);
  });
});

describe("no code is found in", () => {
  it.each([
    [
      "sentences with brackets, quotations and semicolons",
      `He said (see [1]) that "it's late"; she (Ann, 34) said {sic} that it was not; both went home.`,
    ],
    ["addresses", "{see below}\nhttps://coast.example/a?b=c&d=e_f\nmail@coast.example\nwww.coast.example/x"],
    ["items of a law", "{1}\n(a) the tenant;\n(b) the owner; and\n(c) both of them & their heirs;"],
    ["prices and figures", "{USD}\n$5,000 (10.5%) 1/2 24/7 10:30 3-1 #1 C++ node.js and/or"],
    ["Chinese", "{图}\n南海网1月12日消息(记者陈望、通讯员樊骁)近日，针对春节前烟花爆竹销售火爆的特点(见下图)，检查组进行了排查。"],
  ])("%s", (_name, text) => {
    expect(codeIn(`${PROSE}\n${text}`)).toBe("");
  });
});

it("code that an article shows stays, code of the page beside it goes", () => {
  const shown = "const total = prices.reduce((sum, price) => sum + price, 0);\nconsole.log(total);";
  const script = "if (window.ads) {\ndocument.body.appendChild(window.ads);\n}";
  const body = [PROSE, `${PROSE.slice(0, -1)}, which one writes like this:`, shown, PROSE, PROSE].join("\n");
  const view = viewOfText(`${script}\n${body}`);
  const keep = view.blocks.map(() => true);
  const found = named(view, pageCode({ ...view, keep }));
  expect(found.join("\n")).toBe(script);
});
