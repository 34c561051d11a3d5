import { appendFileSync, readFileSync, statSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DISK } from "../../src/collection/files.ts";
import { openSegments, SEGMENTS_START, type Frame, type Segments } from "../../src/collection/segments.ts";
import { temporaryFolder } from "./drops.ts";

const NAME = "segment-000000.bin";

function bytes(text: string): Uint8Array {
  return new Uint8Array(Buffer.from(text, "utf8"));
}

function open(folder: string, write = true): Segments {
  return openSegments(DISK, folder, { write, wholeTo: undefined });
}

function bodies(segments: Segments): string[] {
  return [...segments.frames(SEGMENTS_START)].map((frame) =>
    "damage" in frame ? `! ${frame.damage.replace(/\d+/, "N")}` : Buffer.from(frame.body).toString("utf8"),
  );
}

/** A log of these frames, closed. */
function written(folder: string, texts: readonly string[]): number[] {
  const segments = open(folder);
  const places = texts.map((text) => segments.append("row", bytes(text)));
  segments.close();
  return places;
}

describe("segments", () => {
  it("of another version are refused, and left as they are", () => {
    const folder = temporaryFolder();
    written(folder, ["one"]);
    const path = join(folder, NAME);
    const other = readFileSync(path);
    other.write("1", "ingest-segment/".length, "latin1");
    writeFileSync(path, other);
    for (const write of [true, false]) expect(() => open(folder, write)).toThrow(/another version of ingest made this collection/);
    expect(readFileSync(path).equals(other)).toBe(true);
  });

  it("give back what was appended, before and after it is on the disk", () => {
    const folder = temporaryFolder();
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 5000 }), { maxLength: 60 }), (contents) => {
        const segments = open(folder);
        const places = contents.map((body, i) => segments.append(i % 2 === 0 ? "page" : "article", body));
        const frames = places.map((place): Frame => segments.frame(place));
        segments.close();
        const again = open(folder, false);
        try {
          frames.forEach((frame, i) => {
            expect(Buffer.from(frame.body).equals(Buffer.from(contents[i] ?? []))).toBe(true);
            expect(Buffer.from(again.frame(frame.place).body).equals(Buffer.from(contents[i] ?? []))).toBe(true);
          });
        } finally {
          again.close();
        }
      }),
      { numRuns: 20 },
    );
  });

  it("a torn end is cut off when the log is opened for writing, wherever it was torn", () => {
    const whole = temporaryFolder();
    const places = written(whole, ["first", "second", "third"]);
    const log = readFileSync(join(whole, NAME));
    for (let length = places[2] ?? 0; length < log.length; length++) {
      const folder = temporaryFolder();
      writeFileSync(join(folder, NAME), log.subarray(0, length));
      const segments = open(folder);
      expect(bodies(segments)).toEqual(["first", "second"]);
      segments.append("row", bytes("fourth"));
      expect(bodies(segments)).toEqual(["first", "second", "fourth"]);
      segments.close();
      expect(statSync(join(folder, NAME)).size).toBe((places[2] ?? 0) + 12 + 6);
    }
  });

  it("zeros and rubbish behind the last frame are cut off too", () => {
    const folder = temporaryFolder();
    written(folder, ["first"]);
    const { size } = statSync(join(folder, NAME));
    for (const rubbish of [Buffer.alloc(4096), Buffer.from("rubbish".repeat(50))]) {
      appendFileSync(join(folder, NAME), rubbish);
      const segments = open(folder);
      expect(bodies(segments)).toEqual(["first"]);
      segments.close();
      expect(statSync(join(folder, NAME)).size).toBe(size);
    }
  });

  it("a damaged frame in the middle costs itself alone, even when its length is lost", () => {
    for (const offset of [0, 3, 5, 9, 14]) {
      const folder = temporaryFolder();
      const [, second = 0] = written(folder, ["first", "second", "third"]);
      const path = join(folder, NAME);
      const log = readFileSync(path);
      log[second + offset] = (log[second + offset] ?? 0) ^ 0x55;
      writeFileSync(path, log);
      const segments = open(folder);
      const found = bodies(segments);
      expect(found.filter((body) => !body.startsWith("!"))).toEqual(["first", "third"]);
      expect(found).toHaveLength(3);
      expect(() => segments.frame(second)).toThrow(/the collection is damaged/);
      segments.close();
    }
  });

  it("a log that is only looked at is not changed", () => {
    const folder = temporaryFolder();
    written(folder, ["first", "second"]);
    const path = join(folder, NAME);
    truncateSync(path, statSync(path).size - 2);
    const before = readFileSync(path);
    const segments = open(folder, false);
    expect(bodies(segments)[0]).toBe("first");
    expect(() => segments.append("row", bytes("x"))).toThrow(/opened for reading/);
    segments.close();
    expect(readFileSync(path).equals(before)).toBe(true);
  });
});
