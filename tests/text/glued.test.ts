import { describe, expect, it } from "vitest";
import { gluedBorders } from "../../src/text/glued.ts";
import { cpuClock } from "../cpu-time.ts";

/** The line cut at its lost borders. */
function splitGlued(line: string): string[] {
  const borders = gluedBorders(line);
  return [0, ...borders].map((start, index) => line.slice(start, borders[index]));
}

describe("a lost paragraph border", () => {
  it.each([
    ["an opening quote", "The plan was presented by Director Anna Holm.“We have waited for this,” she said."],
    ["a capital", "The road stays closed, added the harbour master.Ms Lindqvist also spoke of delays."],
    ["a closing quote", "“We have waited ten years for this bridge,” he said. “It is here.”The mayor agreed with him."],
    ["a single-letter word", "The growth cannot last, the report says.A second study disagrees."],
    ["an initialism", "The talks ended without a result on Friday.U.S. officials left at once."],
    ["a name in capitals", "The raids led to the fall of seven gangs.EUROPOL's second report tells how."],
    ["a year", "The bridge had been closed since the spring of 2016.Repairs began last year."],
    ["a question", "Would anyone have noticed the difference?Nobody in the town believes it."],
    ["a capitalised name at the end", "The prize went to Northern Harbour Trust.Its chairman thanked the donors."],
    ["German", "Die Brücke bleibt bis auf Weiteres gesperrt.„Wir bedauern das“, sagte die Stadt."],
    ["German, after speech", "„Wir bedauern das sehr“, sagte sie. „Aber es muss sein.“Der Rat nickte dazu."],
    ["Spanish", "El puente seguirá cerrado hasta el verano.¿Cuánto costará todo esto?"],
    ["Russian", "Мост останется закрытым до самой осени.Мэр пообещал ускорить работы."],
    ["French", "Le pont restera fermé jusqu'à l'été.L'État financera les travaux."],
  ])("is found before %s", (_name, line) => {
    const parts = splitGlued(line);
    expect(parts).toHaveLength(2);
    expect(parts.join("")).toBe(line);
  });

  it.each([
    "The colonel served for years in the U.S.Army and then retired.",
    "The company was bought by Yahoo.com and later sold again to others.",
    "They booked the whole trip on Booking.Com in less than an hour.",
    "This has been the country's No.1 attraction for a long time.",
    "The story is told by J.R.R.Tolkien in one of his late letters.",
    "The new server runs on Node.js and on ASP.NET at the same time.",
    "We use System.Collections.Generic in nearly every file of ours.",
    "The speech given by Mr.Brown was met with long applause.",
    "He moved from Zurich to St.Gallen when he was still very young.",
    "See the page at www.example.Org/About.Html for further details.",
    "Write to the address info@example.Org before the end of May.",
    "The price rose from 1.50 to 2.75 within hours of the report.",
    "All of that is explained in the manual.PDF and in readme.TXT for beginners.",
    "Version 2.0.Beta of the program is still not to be trusted.",
    "He said so (and she did too.) But nothing came of it at all.",
    '"It is done." That was all he said before leaving the house.',
    "The prize goes to the winner of the 2.Platz in diesem Jahr.",
    "大桥周一上午正式通车。市长说等了九年。市民都很高兴。",
  ])("is not seen in %s", (line) => {
    expect(splitGlued(line)).toEqual([line]);
  });

  it("parts many of them in one line", () => {
    const sentences = [
      "The first speaker praised the plan.",
      "“The second did not,” said the chief of the fire brigade.",
      "Mr Holm called for a vote.",
      "In some towns it had failed.",
    ];
    expect(splitGlued(sentences.join(""))).toEqual(sentences);
  });

  it("is linear in the line", () => {
    const line = "word.Word?Word!Word.".repeat(100_000);
    const spent = cpuClock();
    gluedBorders(line);
    expect(spent()).toBeLessThan(2_000);
  });
});
