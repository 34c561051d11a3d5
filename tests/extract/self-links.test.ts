import { describe, expect, it } from "vitest";
import { extract } from "../../src/library/extract.ts";

const TITLE = "Ferry workers vote to strike over rosters";
const BODY = [
  "Ferry workers on the Sound have voted by nine to one to strike over new rosters, which their union says would leave crews with seven hours between shifts.",
  "The company said the rosters met every rule and had been agreed with the safety board, and that it would meet the union on Monday.",
  "A similar dispute lasted nine days and cost the islands an estimated two million in trade, most of it in the shops by the quay.",
].map((text) => `<p>${text}</p>`);
const URL = "https://sound.example/2024/06/ferry";

async function textOf(last: string, url?: string): Promise<string> {
  const html = `<h2>${TITLE}</h2>${BODY.join("")}${last}`;
  return (await extract(html, { name: "a.html", url })).article.text;
}

describe("the last line", () => {
  it.each([
    ["in English", `The post <a href="${URL}">${TITLE}</a> appeared first on <a href="https://sound.example">Sound Gazette</a>.`],
    ["in German", `Der Beitrag <a href="${URL}">${TITLE}</a> erschien zuerst auf <a href="https://sound.example">Sound Gazette</a>.`],
  ])("goes where it repeats the whole title as a link, %s", async (_, line) => {
    expect(await textOf(`<p>${line}</p>`)).not.toContain("Sound Gazette");
  });

  it("goes where it is a link to the article's own address, however that is written", async () => {
    expect(await textOf(`<p><a href="${URL}/?source=feed#more">Lire la suite sur le site</a></p>`, URL)).not.toContain("Lire la suite");
  });

  it("stays where it says something", async () => {
    expect(await textOf(`<p>The union has put the vote, "${TITLE}", on its door.</p>`)).toContain("on its door");
  });
});
