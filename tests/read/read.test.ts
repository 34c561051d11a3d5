/** Plain files: what they are taken for, what is skipped or fails and why, and that nothing is loaded that is not needed. */
import { createHash } from "node:crypto";
import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { read } from "../../src/read/read.ts";
import { understand } from "../../src/read/fields.ts";
import { sniffFormat } from "../../src/read/sniff.ts";
import { DEFAULTS } from "../../src/options.ts";
import { claimed, documents, optionsWith, readBytes, summary, type Item } from "./helpers.ts";
import { cpuClock } from "../cpu-time.ts";

describe("plain files", () => {
  it("are one document each, found again by source and hash", async () => {
    const [item] = documents(await readBytes("drop/a.txt", "A short text.\n"));
    expect(item).toEqual({
      id: item?.id,
      provenance: {
        source: "drop/a.txt",
        record: undefined,
        url: undefined,
        fetchedAt: undefined,
        sha256: createHash("sha256").update("A short text.\n").digest("hex"),
        bytes: 14,
      },
      key: undefined,
      format: "text",
      encoding: { name: "utf-8", how: "utf-8" },
      payload: "A short text.\n",
      claims: [],
      notices: [],
    });
    expect(item?.id).toMatch(/^[0-9a-f]{16}$/);
  });

  it.each([
    ["", "empty"],
    [" \n\t\r\n\u200b\ufeff", "empty"],
    ["%PDF-1.7\n%\xe2\xe3", "not text: a PDF document"],
    ["\x89PNG\r\n\x1a\n\0\0", "not text: a PNG image"],
    ["\x7fELF\x02\x01\x01\0", "not text: an ELF program"],
    ["BZh91AY&SY", "not text: a bzip2 archive (unpack it first)"],
    ["ab\0\x01\x02cd\0\0\x03ef\0\0\0\x04gh", "not text: binary data"],
  ])("skips %j as %s", async (bytes, reason) => {
    const [item, more] = await readBytes("a.txt", Buffer.from(bytes, "latin1"));
    const text = reason === "empty" ? await readBytes("a.txt", bytes) : [item];
    expect(summary(text as Item[])).toEqual([`- skipped: ${reason}`]);
    expect(more).toBeUndefined();
  });

  it.each([
    [
      "sitemap.xml",
      '<?xml version="1.0"?>\n<urlset xmlns="x"><url><loc>https://news.example/</loc></url></urlset>',
      "not a page: a sitemap",
    ],
    ["a", '<svg xmlns="http://www.w3.org/2000/svg"><text>A</text></svg>', "not a page: an SVG image"],
    ["style.css", "body { color: red }", "not a page: a style sheet"],
    ["app.js", "export const a = 1;", "not a page: a script"],
  ])("skips %s, which a mirrored site holds besides its pages", async (name, text, reason) => {
    expect(summary(await readBytes(name, text))).toEqual([`- skipped: ${reason}`]);
    expect(summary(await readBytes("page.js", "<html><body><p>A page under an odd name.</p></body></html>"))[0]).toMatch(/^- html/);
  });

  it("reads text with single NULs, and noise of a seeded generator as binary", async () => {
    expect(summary(await readBytes("a.txt", `A text with a stray\0NUL in it. ${"More words. ".repeat(20)}`))[0]).toMatch(/^- text A text/);
    let seed = 1;
    const noise = Buffer.from(Array.from({ length: 5000 }, () => (seed = (Math.imul(seed, 1103515245) + 12345) >>> 0) >>> 24));
    expect(summary(await readBytes("noise", noise))).toEqual(["- skipped: not text: binary data"]);
  });

  it("fails what is longer than the limit, and what cannot be opened or read on, without naming this machine", async () => {
    const long = await readBytes("a.txt", "word ".repeat(1000), { options: optionsWith({ limits: { recordBytesMax: 1000 } }) });
    expect(summary(long)).toEqual(["- failed: is longer than the limit of 1000 bytes a record"]);
    const broken = (start: string, code: string) =>
      async function* (): AsyncGenerator<Uint8Array> {
        if (start !== "") yield await Promise.resolve(Buffer.from(start));
        throw Object.assign(new Error(`${code}: open '/home/somebody/a.txt'`), { code });
      };
    const items: Item[] = [];
    for (const open of [
      broken("", "ENOENT"),
      broken("", "EACCES"),
      broken("Begin of a text", "EIO"),
      broken('{"text":"one"}\n{"te', "EIO"),
      broken('{"text":"one"}\n', "EIO"),
    ]) {
      for await (const item of read({ path: "a.txt", address: "/home/somebody/a.txt" }, open, DEFAULTS)) items.push(item);
    }
    expect(summary(items)).toEqual([
      "- failed: cannot be read: it is not there any more",
      "- failed: cannot be read: permission denied",
      "- failed: cannot be read: the disk reports an error",
      "1 text one",
      "2 failed: cannot be read: the disk reports an error",
      "1 text one",
      "2 failed: cannot be read: the disk reports an error",
    ]);
    const throwing = (): AsyncIterable<Uint8Array> => {
      throw Object.assign(new Error("no"), { code: "EACCES" });
    };
    for await (const item of read({ path: "a", address: "a" }, throwing, DEFAULTS)) expect(item).toHaveProperty("fate.kind", "failed");
  });

  it("closes what it opened when nobody reads on", async () => {
    let isClosed = false;
    async function* open(): AsyncGenerator<Uint8Array> {
      try {
        for (;;) yield await Promise.resolve(Buffer.from('{"text":"again"}\n'));
      } finally {
        isClosed = true;
      }
    }
    for await (const item of read({ path: "a.jsonl", address: "a" }, open, DEFAULTS)) {
      expect(item).toHaveProperty("payload", "again");
      break;
    }
    expect(isClosed).toBe(true);
  });
});

describe("formats", () => {
  const PARAGRAPH = "The ferry sails again from Monday, the harbour master said. Repairs took nine days.";
  it.each([
    ["a.txt", PARAGRAPH, "text"],
    ["a.txt", `# A heading alone\n\n${PARAGRAPH}`, "text"],
    ["a.txt", `- one\n- two\n- three\n\n${PARAGRAPH}`, "text"],
    ["a.txt", `#1 in the charts\n#love #summer\n${PARAGRAPH}`, "text"],
    ["a.txt", `Prices * were 5 * 3 and 2 < 3, a > b.\n[1] A note\n> quoted?\n${PARAGRAPH}`, "text"],
    ["a.txt", `The element <div> holds others; <p> is a paragraph. ${PARAGRAPH.repeat(20)}`, "text"],
    ["a.txt", "<p>One</p>", "html"],
    ["a.txt", "Before <b>bold</b> and <a href='/x'>linked</a> text.<br>More", "html"],
    ["a.txt", `\n<!-- saved -->\n<!DOCTYPE html><title>x</title>${PARAGRAPH}`, "html"],
    ["a.txt", `<?xml version="1.0"?>\n<html xmlns="http://www.w3.org/1999/xhtml"><body/></html>`, "html"],
    ["a.txt", `---\ntitle: A story\ndate: 2024-05-06\n---\n\n${PARAGRAPH}`, "markdown"],
    ["a.txt", `# Title\n\n${PARAGRAPH}\n\n## Part\n\n**Bold** and [a link](https://news.example/a).`, "markdown"],
    ["a.txt", `| a | b |\n|---|---|\n| 1 | 2 |\n\n${PARAGRAPH}`, "markdown"],
    ["a.txt", `<div id=a>\n\ntext\n---\n\n# x\n# y\n</div>${"<p>One<b>two</b></p>\n".repeat(30)}`, "html"],
    ["a.md", PARAGRAPH, "markdown"],
    ["a.md", "<div>A <b>block</b> of HTML in Markdown</div>", "markdown"],
    ["a.html", PARAGRAPH, "text"],
    ["a.html", `<p>${PARAGRAPH}`, "html"],
    ["a", PARAGRAPH, "text"],
    [".md", PARAGRAPH, "text"],
  ] as const)("%s %j is %s", (name, text, format) => {
    expect(sniffFormat(text, name)).toBe(format);
  });

  it("takes linear time on marks that never end", () => {
    const hostile = ["[", "<", "<!--", "**a", "`", "|-", "- ", "---\na: b\n", "![", "[a](", "<p ", "> ", "#\t", "=\n", "a:\n "];
    for (const mark of hostile) {
      const spent = cpuClock();
      sniffFormat(mark.repeat(Math.ceil(200_000 / mark.length)), "a.txt");
      expect(spent(), mark).toBeLessThan(1500);
    }
  });

  it("can be forced, in plain files and in records, without breaking containers open that are only content", async () => {
    const html = optionsWith({ format: "html" });
    expect(documents(await readBytes("a.txt", PARAGRAPH, { options: html }))[0]?.format).toBe("html");
    expect(documents(await readBytes("a.jsonl", '{"text":"plain"}\n', { options: html }))[0]?.format).toBe("html");
    expect(
      documents(await readBytes("a.txt", '{"text":"one"}\n{"text":"two"}\n', { options: optionsWith({ format: "text" }) })),
    ).toHaveLength(1);
  });

  it("are those of the content where it speaks against the name: an error page, a text under a wrong name", async () => {
    const page = `<!doctype html>\n<html><head><script>\nlet a =\n{ "b": [\n1] }</script></head>\n<body><p>${PARAGRAPH}</p></body></html>`;
    for (const extension of ["json", "jsonl", "csv", "tsv", "rss", "atom"])
      expect(summary(await readBytes(`a.${extension}`, page)), extension).toEqual([`- html ${page.slice(0, 40)}`]);
    for (const extension of ["json", "jsonl", "rss"])
      expect(summary(await readBytes(`a.${extension}`, `${PARAGRAPH}\n\n${PARAGRAPH}\n`)), extension).toEqual([
        `- text ${PARAGRAPH.slice(0, 40)}`,
      ]);
    expect(summary(await readBytes("a.json", "42\n"))).toEqual(["- failed: not a record: a number where an object with fields belongs"]);
    expect(summary(await readBytes("a.json", 'callback({"text": "one"});'))[0]).toMatch(/failed: not valid JSON/);
  });

  it("name messages whose words are packed", async () => {
    const mail = `From: a@news.example\r\nSubject: A\r\n list\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n boundary="b"\r\n\r\n--b\r\nContent-Type: text/html\r\n\r\n<p>${PARAGRAPH}</p>\r\n--b--\r\n`;
    const reason = "- skipped: not a page: a message in MIME, or a page saved as MHTML (save what is in it as files)";
    expect(summary(await readBytes("a.mhtml", mail))).toEqual([reason]);
    expect(
      summary(await readBytes("a", mail.replace(/Content-Type: multipart[^]*?\r\n\r\n/, "Content-Transfer-Encoding: base64\n\n"))),
    ).toEqual([reason]);
    expect(summary(await readBytes("a.txt", `Note: this is text.\nContent-Type: none\n\n${PARAGRAPH}`))[0]).toMatch(/^- text/);
  });

  it("leaves text that only looks like a container alone", async () => {
    for (const text of [
      "{curly} braces begin this text",
      "[Editor's note] A story.",
      "<rss is a word here",
      "WARC/2 is no version",
      "PK means penalty kick",
      "Title, date and place\nwere not given, he said",
    ]) {
      expect(
        documents(await readBytes("a.txt", text)).map((item) => item.provenance.record),
        text,
      ).toEqual([undefined]);
    }
  });
});

describe("fields", () => {
  const payloadOf = (record: unknown, fields = DEFAULTS.fields): string => {
    const found = understand(record, fields);
    return "payload" in found ? found.payload : "fault" in found ? `failed: ${found.fault}` : `skipped: ${found.skip}`;
  };

  it.each([
    [{ text: "a", html: "<p>b</p>" }, "<p>b</p>"],
    [{ text: "a", html: "" }, "a"],
    [{ text: "a", html: null }, "a"],
    [{ Raw_HTML: "<p>b</p>", body: "x" }, "<p>b</p>"],
    [{ content: { rendered: "<p>WordPress</p>" }, title: { rendered: "T" } }, "<p>WordPress</p>"],
    [{ content: ["First paragraph.", "Second paragraph."] }, "First paragraph.\n\nSecond paragraph."],
    [{ _source: { body: "nested" }, _id: "7" }, "nested"],
    [{ article: { title: "T", body: "nested body" } }, "nested body"],
    [{ page: 3, content: "text" }, "text"],
    [{ page_content: "LangChain", metadata: { source: "https://news.example/a" } }, "LangChain"],
    [{ title: "T", description: "Only a summary." }, "Only a summary."],
    [{ title: "T", blob_v2: "long text ".repeat(30) }, "long text ".repeat(30)],
    [{ text: "  ", description: "a teaser" }, "skipped: empty"],
    [{ text: 5 }, 'failed: field "text" holds a number, not text'],
    [{ text: { a: 1 }, n: true }, "failed: no field holds text (fields: text, n); name it with --fields text=NAME"],
    [
      { about: "What these settings are for, told at length. ".repeat(20), retries: 3 },
      "skipped: no article: no field has a name that articles' fields have (fields: about, retries); --fields text=NAME",
    ],
    [{}, "failed: no field holds text (fields: none); name it with --fields text=NAME"],
    [null, "failed: not a record: null where an object with fields belongs"],
    [["a"], "failed: not a record: a list where an object with fields belongs"],
  ])("%j holds %j", (record, payload) => {
    expect(payloadOf(record)).toBe(payload);
  });

  it("obeys names that are given, with paths", () => {
    const record = { text: "not this", deep: { er: { body: "this" } }, when: "2024", who: ["A", "B"], no: 7 };
    expect(payloadOf(record, { ...DEFAULTS.fields, text: "deep.er.body" })).toBe("this");
    expect(payloadOf(record, { ...DEFAULTS.fields, text: "missing" })).toBe('failed: has no field "missing"');
    const found = understand(record, { ...DEFAULTS.fields, text: "deep.er.body", date: "when", author: "who", id: "no" });
    expect(found.facts).toMatchObject({
      key: "7",
      claims: [
        { field: "author", value: "A; B" },
        { field: "published", value: "2024" },
      ],
    });
  });

  it("claims what names promise, and nothing from objects about something else", async () => {
    const record = {
      _id: { $oid: "65f0" },
      headline: "A headline",
      author: { name: "Ida Kern", url: "https://news.example/ida" },
      image: { url: "https://news.example/a.jpg", title: "An image", date: "1999-01-01" },
      link: "https://news.example/a?id=1",
      published_ts: 1_714_550_400,
      dateModified: "2024-05-02",
      inLanguage: "en-GB",
      source: { name: "Harbour Post" },
      crawl_time: "2024-05-06 07:08:09",
      content: "Some text of a story.",
    };
    const [item] = documents(await readBytes("a.json", JSON.stringify(record)));
    expect(item?.key).toBe("65f0");
    expect(item?.provenance).toMatchObject({ url: "https://news.example/a?id=1", fetchedAt: "2024-05-06T07:08:09Z" });
    expect(["title", "author", "published", "modified", "language", "site", "url"].map((field) => claimed(item, field))).toEqual([
      "A headline",
      "Ida Kern",
      "2024-05-01T08:00:00Z",
      "2024-05-02",
      "en-GB",
      "Harbour Post",
      "https://news.example/a?id=1",
    ]);
    expect(item?.claims.every(({ from }) => from === "record")).toBe(true);
  });

  it("claims nothing from dashes, controls and directions", async () => {
    const found = async (title: string): Promise<string | undefined> =>
      claimed((await readBytes("a.jsonl", `${JSON.stringify({ title, text: "One." })}\n`))[0], "title");
    for (const title of ["---", " - ", "...", "/", "\u0001\u0002", "\u202e\u202d", "\u200b"])
      expect(await found(title), title).toBeUndefined();
    for (const title of ["1984", "🎉", "Ω", "C++?"]) expect(await found(title), title).toBe(title);
  });

  it("takes the time of a crawl for no date, and survives records of any width", () => {
    const facts = understand({ text: "C4", timestamp: "2019-04-25T12:57:54Z", url: "https://news.example/" }, DEFAULTS.fields).facts;
    expect(facts.fetchedAt).toBe("2019-04-25T12:57:54Z");
    expect(facts.claims.map(({ field }) => field)).toEqual(["url"]);
    const wide = Object.fromEntries(Array.from({ length: 50_000 }, (_, i) => [`field${i}`, i]));
    expect(payloadOf(wide)).toMatch(/^skipped: no article/);
  });
});

describe("start-up", () => {
  it("loads no package for plain text in UTF-8", () => {
    const script = `
      import { registerHooks } from "node:module";
      const { read } = await import("./src/read/read.ts");
      const { DEFAULTS } = await import("./src/options.ts");
      const cached = () => Object.keys(process.getBuiltinModule("node:module").Module._cache);
      async function* open() { yield Buffer.from("Grüße: a text.\\n"); }
      for await (const item of read({ path: "a.txt", address: "a" }, open, DEFAULTS)) if (!("payload" in item)) throw new Error("not read");
      const loaded = process.report.getReport().sharedObjects.length && (globalThis.loadedUrls ?? []);
      console.log(JSON.stringify(loaded));`;
    // A loader that notes every module which is asked for, before anything else is loaded.
    const hooks = `
      import { register } from "node:module";
      import { MessageChannel } from "node:worker_threads";
      const { port1, port2 } = new MessageChannel();
      globalThis.loadedUrls = [];
      port1.on("message", (url) => globalThis.loadedUrls.push(url));
      port1.unref();
      register("data:text/javascript," + encodeURIComponent(\`
        let port;
        export function initialize(data) { port = data; }
        export async function load(url, context, next) { port.postMessage(url); return next(url, context); }\`),
        { data: port2, transferList: [port2] });`;
    const output = execFileSync(
      process.execPath,
      [
        "--import",
        "tsx",
        "--import",
        `data:text/javascript,${encodeURIComponent(hooks)}`,
        "--input-type=module",
        "-e",
        script.replace(/.*registerHooks.*\n/, ""),
      ],
      { cwd: fileURLToPath(new URL("../../", import.meta.url)), encoding: "utf8" },
    );
    const loaded = (JSON.parse(output) as string[]).map((url) => url.replace(/^.*\/(?=src\/|node_modules\/)/, ""));
    expect(loaded.filter((url) => url.includes("/read/")).length).toBeGreaterThan(4);
    expect(loaded.filter((url) => url.includes("node_modules") && !url.includes("node_modules/tsx"))).toEqual([]);
    expect(loaded.filter((url) => url.includes("/containers/") || url.includes("/legacy.ts") || url.includes("/detect.ts"))).toEqual([]);
  });
});
