/** Every format that holds records, sound and broken; the files are described in fixtures/containers/about.md. */
import { readFileSync } from "node:fs";
import { deflateRawSync, gzipSync, brotliCompressSync } from "node:zlib";
import iconv from "iconv-lite";
import { describe, expect, it } from "vitest";
import { http, warcRecord, zip, zstdFrame } from "./make-fixtures.ts";
import { claimed, documents, optionsWith, readBytes, summary } from "./helpers.ts";

const fixture = (name: string): Buffer => readFileSync(new URL(`../../fixtures/containers/${name}`, import.meta.url));
const LABELS = ["1", "2", "3"];

describe("JSON", () => {
  it.each(["stories.jsonl", "stories.json", "stories.jsonl.gz", "stories.jsonl.zst", "packed.jsonl.zst"])(
    "reads the three records of %s",
    async (name) => {
      const items = documents(await readBytes(name, fixture(name)));
      expect(items.map((item) => item.provenance.record)).toEqual(LABELS.map((label, ordinal) => ({ label, ordinal })));
      expect(items.map((item) => item.key)).toEqual(["story-1", "story-2", "story-3"]);
      expect(items[0]?.provenance.url).toBe("https://news.example/1");
      expect(items[0]?.payload).toMatch(/^The ferry to the outer islands/);
      expect(claimed(items[0], "title")).toBe("Ferry returns after the storm");
      expect(claimed(items[0], "published")).toBe("2024-05-01T08:00:00Z");
      expect(claimed(items[0], "author")).toBe("Ida Kern");
      expect(new Set(items.map((item) => item.provenance.sha256)).size).toBe(3);
    },
  );

  it("gives the same records however the bytes are cut, and without a name that says what they are", async () => {
    for (const name of [
      "quotes.csv",
      "stories.jsonl",
      "stories.json",
      "feed.xml",
      "pages.warc",
      "pages.warc.gz",
      "stories.jsonl.zst",
      "climbing.zip",
    ]) {
      const whole = await readBytes("drop", fixture(name));
      expect(await readBytes("drop", fixture(name), { chunkBytes: 7 }), name).toEqual(whole);
      expect(whole.length, name).toBeGreaterThan(1);
    }
  });

  it("fails bad lines alone", async () => {
    expect(summary(await readBytes("bad-line.jsonl", fixture("bad-line.jsonl")))).toEqual([
      "1 text The ferry to the outer islands sails aga",
      "2 failed: not valid JSON: it ends in the middle of a value",
      "3 failed: not a record: a number where an object with fields belongs",
      '4 failed: has a field named "__proto__"',
      '5 failed: field "text" holds a number, not text',
      "6 text Volunteers counted traffic on the old br",
    ]);
    expect(Object.hasOwn(Object.prototype, "polluted")).toBe(false);
  });

  it("passes a line over the limit with bounded memory and goes on", async () => {
    const options = optionsWith({ limits: { recordBytesMax: 1000 } });
    const long = `{"text": "${"long ".repeat(2000)}"}`;
    const items = await readBytes("a.jsonl", `{"text":"one"}\n${long}\n{"text":"three"}\n`, { options });
    expect(summary(items)).toEqual(["1 text one", "2 failed: is longer than the limit of 1000 bytes a record", "3 text three"]);
    expect(items[1]?.provenance.bytes).toBe(long.length);
    const asArray = await readBytes("a.json", `[{"text":"one"},\n${long},\n{"text":"three"}]`, { options });
    expect(summary(asArray)).toEqual(summary(items));
    expect(asArray[1]?.provenance.sha256).toBe(items[1]?.provenance.sha256);
  });

  it("reads one object as the file itself, an object around a list as its records, and objects one after the other", async () => {
    const one = documents(await readBytes("a.json", '{\n "title": "One",\n "body": "Some text."\n}\n'));
    expect(one.map((item) => [item.provenance.record, item.payload])).toEqual([[undefined, "Some text."]]);
    const list = documents(
      await readBytes("a.json", '{"status":"ok","articles":[{"title":"A","content":"First."},{"title":"B","content":"Second."}]}'),
    );
    expect(list.map((item) => item.payload)).toEqual(["First.", "Second."]);
    const several = documents(await readBytes("a.json", '{\n"text": "First."\n}\n{\n"text": "Second."\n}'));
    expect(several.map((item) => item.payload)).toEqual(["First.", "Second."]);
  });

  it("says that an array ends early, after the records before the break", async () => {
    expect(summary(await readBytes("a.json", '[{"text":"one"},{"text":"two"},{"te'))).toEqual([
      "1 text one",
      "2 text two",
      "3 failed: the JSON array ends early",
    ]);
  });

  it("takes arrays and values over several lines under a name of lines, and a broken first line for a broken line", async () => {
    const texts = async (name: string, text: string): Promise<string[]> =>
      documents(await readBytes(name, text)).map((item) => item.payload);
    expect(await texts("a.jsonl", '[{"text":"one"},{"text":"two"}]\n')).toEqual(["one", "two"]);
    expect(await texts("a.ndjson", '{\r\n  "text": "one"\r\n}\r\n{\r\n  "text": "two"\r\n}\r\n')).toEqual(["one", "two"]);
    expect(await texts("a.jsonl.gz", '{"text":"one"}\n')).toEqual(["one"]);
    expect(summary(await readBytes("a.jsonl", '{"text": "o\n{"text":"two"}\n{"text":"three"}\n'))).toEqual([
      "1 failed: not valid JSON: it ends in the middle of a value",
      "2 text two",
      "3 text three",
    ]);
  });

  it("reads what other programs take for JSON: NaN, a last comma, controls in strings, a JSON sequence", async () => {
    const lines = ['{"score":NaN,"low":-Infinity,"text":"one"}', '{"text":"two",},', '{"text":"thr\tee"}', '\x1e{"text":"four"}'];
    const expected = ["one", "two", "thr\tee", "four"];
    for (const text of [`${lines.join("\n")}\n`, `\x1e${lines.join("\n\x1e")}`]) {
      expect(documents(await readBytes("a.jsonl", text)).map((item) => item.payload)).toEqual(expected);
      expect(documents(await readBytes("a.json", text)).map((item) => item.payload)).toEqual(expected);
    }
    const wrapped = '{"articles":[{"text":"one","score":NaN},{"text":"two"}],}';
    expect(documents(await readBytes("a.json", wrapped)).map((item) => item.payload)).toEqual(["one", "two"]);
  });

  it.each(["jsonl", "ndjson", "json"])("accounts for a .%s that holds nothing", async (extension) => {
    for (const text of ["", "\n", " \n\n", "\ufeff", "[]", "[ ]\n"]) {
      if (text.startsWith("[") && extension !== "json") continue;
      const items = await readBytes(`a.${extension}`, text);
      expect(summary(items), JSON.stringify(text)).toEqual(["- skipped: empty"]);
    }
    expect(summary(await readBytes("a.zip", zip([[`b.${extension}`, ""]])))).toEqual([`b.${extension} skipped: empty`]);
  });

  it.each(["utf-32le", "utf-32be", "utf-16be"])("reads lines in %s, cut wherever", async (encoding) => {
    const text = '{"text":"Grüße 🐿 aus Köln"}\n{"text":"Zweite Zeile"}\n';
    for (const mark of ["", "\ufeff"]) {
      const bytes = iconv.encode(mark + text, encoding);
      for (const chunkBytes of [7, 65_536])
        expect(documents(await readBytes("a.jsonl", bytes, { chunkBytes })).map((item) => item.payload)).toEqual([
          "Grüße 🐿 aus Köln",
          "Zweite Zeile",
        ]);
    }
  });

  it("reads lines in UTF-16 and lines in a legacy encoding", async () => {
    const text = '{"text":"Grüße aus Köln"}\n{"text":"Zweite Zeile"}\n';
    const wide = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, "utf16le")]);
    expect(documents(await readBytes("a.jsonl", wide)).map((item) => item.payload)).toEqual(["Grüße aus Köln", "Zweite Zeile"]);
    const items = documents(await readBytes("a.jsonl", Buffer.from(text, "latin1"), { options: optionsWith({ encoding: "latin1" }) }));
    expect(items[0]?.payload).toBe("Grüße aus Köln");
  });
});

describe("gzip", () => {
  it("delivers what stands before the break, then says so", async () => {
    expect(summary(await readBytes("truncated.jsonl.gz", fixture("truncated.jsonl.gz")))).toEqual([
      "1 text The ferry to the outer islands sails aga",
      "2 text From the first of June readers may sit a",
      "3 failed: gzip data ends early",
    ]);
  });

  it("fails a page that is cut, or damaged", async () => {
    const packed = gzipSync("<p>Half of this page is missing.</p>");
    expect(summary(await readBytes("a.html.gz", packed.subarray(0, 30)))).toEqual(["- failed: gzip data ends early"]);
    const damaged = Buffer.from(packed);
    damaged[packed.length - 6] = (damaged[packed.length - 6] ?? 0) ^ 0xff;
    expect(summary(await readBytes("a.html.gz", damaged))[0]).toMatch(/^- failed: gzip data is damaged/);
  });

  it("ends at zeros behind the data, as tapes pad them, and fails what is followed by something else", async () => {
    const packed = gzipSync("<p>A page.</p>");
    expect(summary(await readBytes("a.html.gz", Buffer.concat([packed, Buffer.alloc(600)]), { chunkBytes: 50 }))).toEqual([
      "- html <p>A page.</p>",
    ]);
    expect(summary(await readBytes("a.html.gz", Buffer.concat([packed, Buffer.from("more")])))[0]).toMatch(
      /^- failed: gzip data is damaged/,
    );
  });

  it("reads many members as one, whatever the chunks", async () => {
    const members = Buffer.concat(['{"text":"one"}\n', '{"text":"two"}\n', '{"text":"three"}\n'].map((line) => gzipSync(line)));
    for (const chunkBytes of [1, 5, members.length / 3, 65_536]) {
      expect(documents(await readBytes("a.jsonl.gz", members, { chunkBytes: Math.ceil(chunkBytes) })).map((item) => item.payload)).toEqual([
        "one",
        "two",
        "three",
      ]);
    }
  });

  it("stops bombs", async () => {
    const bomb = gzipSync(Buffer.alloc(50_000_000, "bomb "));
    const single = await readBytes("a.txt.gz", bomb, { options: optionsWith({ limits: { recordBytesMax: 1_000_000 } }) });
    expect(summary(single)).toEqual(["- failed: is longer than the limit of 1000000 bytes a record"]);
    const nested = await readBytes("a.gz", gzipSync(bomb), { options: optionsWith({ limits: { unpackedBytesMax: 1_000_000 } }) });
    expect(summary(nested)).toEqual(["- failed: unpacks to more than the limit of 1000000 bytes"]);
    let matryoshka = gzipSync("text");
    for (let i = 0; i < 10; i++) matryoshka = gzipSync(matryoshka);
    expect(summary(await readBytes("a.gz", matryoshka))).toEqual(["- failed: containers are nested deeper than 4 levels"]);
  });
});

describe("zstd", () => {
  it("says what is cut and what is damaged", async () => {
    const packed = fixture("packed.jsonl.zst");
    const cut = await readBytes("a.jsonl.zst", packed.subarray(0, packed.length - 8));
    expect(summary(cut).at(-1)).toMatch(/failed: zstd data ends early/);
    const damaged = Buffer.from(packed);
    damaged.fill(0xff, 40, 60);
    expect(summary(await readBytes("a.jsonl.zst", damaged)).at(-1)).toMatch(/failed: zstd data is damaged/);
  });

  it("streams frames of more than a block, several of them, and stops bombs", async () => {
    const text = `{"text":"${"words and words ".repeat(40_000)}"}\n`;
    const frames = Buffer.concat([zstdFrame(text), zstdFrame('{"text":"last"}\n')]);
    expect(documents(await readBytes("a.jsonl.zst", frames)).map((item) => item.payload.length)).toEqual(
      [40_000 * 16 - 1, 4].map((n, i) => (i === 0 ? n + 1 : n)),
    );
    const bomb = await readBytes("a.jsonl.zst", frames, { options: optionsWith({ limits: { unpackedBytesMax: 100_000 } }) });
    expect(summary(bomb).at(-1)).toMatch(/unpacks to more than the limit/);
  });
});

describe("CSV", () => {
  it("keeps commas, quotes and line breaks in quotes", async () => {
    const items = documents(await readBytes("quotes.csv", fixture("quotes.csv")));
    expect(items.map((item) => item.provenance.record?.label)).toEqual(["1", "2"]);
    expect(items[0]?.payload).toBe(
      'The ferry sails again.\nRepairs took nine days, "a record", the harbour master said.\n\nTickets are sold from Monday.',
    );
    expect(claimed(items[0], "title")).toBe("Ferry returns, at last");
    expect(items.map((item) => item.key)).toEqual(["1", "2"]);
  });

  it.each([";", "\t", "|"])("finds the delimiter %j by the header", async (delimiter) => {
    const rows = [
      ["title", "text"],
      ["One, two", "Body, with commas, of the first."],
    ]
      .map((row) => row.join(delimiter))
      .join("\n");
    expect(documents(await readBytes("a.csv", rows)).map((item) => item.payload)).toEqual(["Body, with commas, of the first."]);
  });

  it("reads rows in windows-1252 as spreadsheets write them", async () => {
    const rows = "titre;texte\nÉté;L’été a été très chaud à Genève, où les élèves sont restés à la maison.\n";
    const bytes = Buffer.from(rows.replace("’", "\x92"), "latin1");
    const [item] = documents(
      await readBytes("a.csv", bytes, { options: optionsWith({ fields: { ...optionsWith().fields, text: "texte" } }) }),
    );
    expect(item?.payload).toBe("L’été a été très chaud à Genève, où les élèves sont restés à la maison.");
  });

  it("obeys the line in which spreadsheets name their delimiter", async () => {
    expect(documents(await readBytes("a.csv", "\ufeffsep=;\r\ntitle;text\r\nA;One, two\r\n")).map((item) => item.payload)).toEqual([
      "One, two",
    ]);
  });

  it("fails a quote that is never closed, and a header that traps", async () => {
    expect(summary(await readBytes("a.csv", 'title,text\nA,Body one\nB,"Body two\n'))).toEqual([
      "1 text Body one",
      "2 failed: a quote is opened and never closed",
    ]);
    expect(summary(await readBytes("a.csv", "__proto__,text\nA,Body\n"))).toEqual(['1 failed: has a field named "__proto__"']);
    expect(summary(await readBytes("a.csv", "title,text\n"))).toEqual(["- skipped: empty: a table without rows"]);
  });
});

describe("feeds", () => {
  it("are told from pages whatever declares their entities", async () => {
    const item = "<item><title>A</title><description>Nine days of repairs, the harbour master said.</description></item>";
    const feed = `<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY % HTML "x"><!ENTITY nbsp "&#160;">]><rss version="0.91"><channel>${item}${item}</channel></rss>`;
    expect(documents(await readBytes("feed.xml", feed)).map((document) => document.provenance.record?.label)).toEqual(["1", "2"]);
  });

  it("reads HTML in CDATA, with what the item says", async () => {
    const items = documents(await readBytes("feed.xml", fixture("feed.xml")));
    expect(items).toHaveLength(3);
    expect(items[0]?.payload).toMatch(/^<p>The ferry to the outer islands.*<\/p>\n<p>Tea &amp; cake are served\.<\/p>$/);
    expect(items[0]?.format).toBe("html");
    expect(items[0]?.key).toBe("post-1");
    expect(items[0]?.provenance.url).toBe("https://news.example/1");
    expect(["title", "author", "published", "language", "site"].map((field) => claimed(items[0], field))).toEqual([
      "Ferry returns after the storm",
      "Ida Kern",
      "Wed, 01 May 2024 08:00:00 +0000",
      "en",
      "Harbour Post",
    ]);
  });

  it("reads markup of Atom that stands as elements, and summaries where there is no more", async () => {
    const items = documents(await readBytes("atom.xml", fixture("atom.xml")));
    expect(items[0]?.payload).toBe(
      '<div xmlns="http://www.w3.org/1999/xhtml"><p>The ferry sails <em>again</em> &amp; on time, if 1 &lt; 2.</p><img src="a.png" alt="A &quot;ferry&quot;"></img></div>',
    );
    expect(["title", "author", "published", "modified", "url"].map((field) => claimed(items[0], field))).toEqual([
      "Ferry returns",
      "Ida Kern",
      "2024-05-01T08:00:00Z",
      "2024-05-02T08:00:00Z",
      "https://news.example/1",
    ]);
    expect(items[1]?.payload).toBe("<p>Readers may sit among herbs.</p>");
  });

  it("fails the item in which the feed breaks off, and survives depth", async () => {
    const feed = fixture("feed.xml").toString("utf8");
    const cut = summary(await readBytes("feed.xml", feed.slice(0, feed.lastIndexOf("Tea &amp;"))));
    expect(cut.slice(2)).toEqual(["3 failed: the feed ends in the middle of this item"]);
    const deep = `<rss><channel><item><title>Deep</title><description>${"<b>".repeat(50_000)}x</description></item></channel></rss>`;
    expect(await readBytes("deep.xml", deep)).toHaveLength(1);
  });
});

describe("WARC", () => {
  it.each(["pages.warc", "pages.warc.gz"])("reads the responses of %s", async (name) => {
    const items = documents(await readBytes(name, fixture(name)));
    expect(items).toHaveLength(3);
    expect(items[0]?.key).toBe("<urn:uuid:00000000-0000-4000-8000-000000000001>");
    expect(items[0]?.provenance).toMatchObject({
      url: "https://news.example/1",
      fetchedAt: "2024-05-06T07:08:09Z",
      record: { label: "2" },
    });
    expect(items[0]?.format).toBe("html");
    expect(items[0]?.encoding).toEqual({ name: "utf-8", how: "http" });
    expect(items[0]?.payload).toMatch(/^<!doctype html>/);
  });

  it("fails records of wrong length and finds the next ones", async () => {
    const items = await readBytes("wrong-length.warc", fixture("wrong-length.warc"));
    expect(summary(items)).toEqual([
      '1 html <!doctype html>\n<html lang="en"><head><m',
      "2 failed: the Content-Length of the WARC record is wrong",
      '3 html <!doctype html>\n<html lang="en"><head><m',
      "4 failed: the Content-Length of the WARC record is wrong",
      '5 html <!doctype html>\n<html lang="en"><head><m',
    ]);
  });

  it("fails a record that is cut, or that has no length or no end of its header", async () => {
    const record = warcRecord("response", http("<p>One</p><p>Two</p>"));
    expect(summary(await readBytes("a.warc", record.subarray(0, record.length - 20)))).toEqual(["1 failed: the WARC record ends early"]);
    const odd = Buffer.from(record.toString("latin1").replace(/Content-Length: \d+/, "Content-Length: -5"), "latin1");
    expect(summary(await readBytes("a.warc", Buffer.concat([odd, record])))).toEqual([
      "1 failed: the WARC record has no valid Content-Length",
      "2 html <p>One</p><p>Two</p>",
    ]);
    const endless = Buffer.concat([Buffer.from("WARC/1.0\r\n"), Buffer.alloc(200_000, "x"), Buffer.from("\r\n\r\n"), record]);
    expect(summary(await readBytes("a.warc", endless))).toEqual([
      "1 failed: the header of the WARC record is damaged",
      "2 html <p>One</p><p>Two</p>",
    ]);
    const packed = gzipSync(Buffer.concat([record, record]), { level: 0 });
    expect(summary(await readBytes("a.warc.gz", packed.subarray(0, record.length + 100)))).toEqual([
      "1 html <p>One</p><p>Two</p>",
      "2 failed: gzip data ends early",
    ]);
  });

  it("undoes chunks and packing, and takes bodies that were unpacked before as they are", async () => {
    const html = "<p>Chunked and packed, but the same page.</p><p>Grüße</p>";
    const chunked = (bytes: Buffer): Buffer =>
      Buffer.concat([
        Buffer.from(`${(5).toString(16)}\r\n`),
        bytes.subarray(0, 5),
        Buffer.from(`\r\n${(bytes.length - 5).toString(16)};x=y\r\n`),
        bytes.subarray(5),
        Buffer.from("\r\n0\r\n\r\n"),
      ]);
    const type = "Content-Type: text/html; charset=utf-8";
    const plain = Buffer.from(html);
    const cases: readonly (readonly [string, Buffer])[] = [
      ["", plain],
      ["\r\nTransfer-Encoding: chunked", chunked(plain)],
      ["\r\nTransfer-Encoding: chunked", plain],
      ["\r\nContent-Encoding: gzip", gzipSync(plain)],
      ["\r\nContent-Encoding: gzip", plain],
      ["\r\nContent-Encoding: gzip\r\nTransfer-Encoding: chunked", chunked(gzipSync(plain))],
      ["\r\nContent-Encoding: br", brotliCompressSync(plain)],
      ["\r\nContent-Encoding: deflate", deflateRawSync(plain)],
      ["\r\nContent-Encoding: zstd", zstdFrame(plain)],
    ];
    for (const [headers, body] of cases) {
      const [item] = documents(await readBytes("a.warc", warcRecord("response", http(body, type + headers))));
      expect(item?.payload, headers).toBe(html);
    }
    const bomb = http(gzipSync(Buffer.alloc(5_000_000)), `${type}\r\nContent-Encoding: gzip`);
    const options = optionsWith({ limits: { recordBytesMax: 1_000_000 } });
    expect(summary(await readBytes("a.warc", warcRecord("response", bomb), { options }))[0]).toMatch(
      /^1 failed: the body is damaged or unpacks to more/,
    );
  });

  it("skips what is no page, with the reason", async () => {
    const records = [
      warcRecord("response", http("gone", "Content-Type: text/html", "404 Not Found")),
      warcRecord("response", http(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a]), "Content-Type: image/png")),
      warcRecord("response", "\0\0\0dns answer", { contentType: "text/dns", url: "dns:news.example" }),
      warcRecord("revisit", ""),
      warcRecord("resource", "A plain resource.", { contentType: "text/plain" }),
    ];
    expect(summary(await readBytes("a.warc", Buffer.concat(records)))).toEqual([
      "1 skipped: not a page: HTTP status 404",
      "2 skipped: not a page: image/png",
      "3 skipped: not a page: text/dns",
      '4 skipped: not a page: WARC record of type "revisit"',
      "5 text A plain resource.",
    ]);
  });

  it("reads the charset of HTTP, WET texts, and feeds that were crawled", async () => {
    const greek = warcRecord("response", http(Buffer.from([0xe3, 0xe5, 0xe9, 0xdc]), "Content-Type: text/html; charset=ISO-8859-7"));
    const [item] = documents(await readBytes("a.warc", greek));
    expect([item?.payload, item?.encoding]).toEqual(["γειά", { name: "iso-8859-7", how: "http" }]);
    const texts = documents(await readBytes("text.wet", fixture("text.wet")));
    expect(texts.map((text) => text.format)).toEqual(["text", "text", "text"]);
    expect(claimed(texts[0], "language")).toBe("eng");
    const feed = warcRecord("response", http(fixture("feed.xml"), "Content-Type: application/rss+xml"));
    expect((await readBytes("a.warc", feed)).map((entry) => entry.provenance.record?.label)).toEqual(["1#1", "1#2", "1#3"]);
  });
});

describe("zip", () => {
  it("reads entries and containers in them; a path that climbs is a label without its climb", async () => {
    const items = await readBytes("climbing.zip", fixture("climbing.zip"));
    expect(summary(items)).toEqual([
      "outside.txt text This entry wants to be written elsewhere.".slice(0, 17) + "This entry wants to be written elsewhere.".slice(0, 40),
      "- html".replace("-", "pages/a.html") + ' <!doctype html>\n<html lang="en"><head><m',
      "drop/stories.jsonl#1 text The ferry to the outer islands sails aga",
      "drop/stories.jsonl#2 text From the first of June readers may sit a",
    ]);
    expect(items.map((item) => item.provenance.record?.ordinal)).toEqual([0, 1, 2, 3]);
  });

  it("tells entries of one name apart", async () => {
    const items = await readBytes(
      "a.zip",
      zip([
        ["a.txt", "The same text."],
        ["../a.txt", "The same text."],
      ]),
    );
    expect(items.map((item) => item.provenance.record?.label)).toEqual(["a.txt", "a.txt (2)"]);
    expect(new Set(items.map((item) => item.id)).size).toBe(2);
  });

  it("fails damaged archives and entries, skips Office documents, stops bombs", async () => {
    expect(summary(await readBytes("a.zip", fixture("climbing.zip").subarray(0, 400)))[0]).toMatch(/^- failed: zip archive is damaged/);
    const damaged = zip([
      ["a.txt", "A text that is damaged on its way."],
      ["b.txt", "A sound text."],
    ]);
    damaged.fill(0xff, 36, 44);
    const items = summary(await readBytes("a.zip", damaged));
    expect(items[0]).toMatch(/^a\.txt failed: the zip entry is damaged/);
    expect(items[1]).toBe("b.txt text A sound text.");
    expect(
      summary(
        await readBytes(
          "a.docx",
          zip([
            ["[Content_Types].xml", "<Types/>"],
            ["word/document.xml", "<w/>"],
          ]),
        ),
      ),
    ).toEqual(["- skipped: not text: an Office document"]);
    const bomb = zip([["a.txt", Buffer.alloc(3_000_000, "bomb ")]]);
    expect(summary(await readBytes("a.zip", bomb, { options: optionsWith({ limits: { unpackedBytesMax: 1_000_000 } }) }))).toEqual([
      "a.txt failed: unpacks to more than the limit of 1000000 bytes",
    ]);
    expect(summary(await readBytes("a.zip", zip([])))).toEqual(["- skipped: empty"]);
  });
});
