/** How long runs tell where they are. */
import { describe, expect, it } from "vitest";
import { openProgress, shareDone, type Position } from "../../src/io/progress.ts";
import { keptStream } from "../cli/surface.ts";

const START: Position = { stage: "read", sources: { done: 0, all: 10 }, bytes: 0, records: { done: 0, all: undefined } };
const HALF: Position = { stage: "read", sources: { done: 5, all: 10 }, bytes: 5_000_000, records: { done: 5_000, all: undefined } };
const CLEAN: Position = { stage: "extract", sources: { done: 10, all: 10 }, bytes: 10_000_000, records: { done: 5_000, all: 10_000 } };

function clock(): { now: () => number; pass: (ms: number) => void } {
  let time = 0;
  return { now: () => time, pass: (ms) => (time += ms) };
}

describe("progress", () => {
  it("is silent while a run is short", () => {
    for (const style of ["auto", "bar", "plain", "json", "none"] as const) {
      const [stream, { now, pass }] = [keptStream({ isTerminal: true }), clock()];
      const view = openProgress(style, stream, now);
      view.show(START);
      pass(900);
      view.show(HALF);
      view.clear();
      expect(stream.written()).toBe("");
    }
  });

  it("is a bar on a terminal: one line, redrawn, taken away at the end", () => {
    const [stream, { now, pass }] = [keptStream({ isTerminal: true }), clock()];
    const view = openProgress("auto", stream, now);
    pass(1_000);
    view.show(HALF);
    pass(50);
    view.show(HALF);
    pass(4_950);
    view.show(CLEAN);
    view.clear();
    const pictures = stream.written().split("\r\u001b[2K");
    expect(pictures).toHaveLength(4);
    expect(pictures[1]).toBe("━━────────── reading: 5,000 records, 5 of 10 files, 5.0 MB, 5,000/s, 4.0 s left");
    expect(pictures[2]).toContain("cleaning: 5,000 of 10,000 records");
    expect(pictures[3]).toBe("");
    for (const picture of pictures) expect(picture.length).toBeLessThanOrEqual(84);
  });

  it("is plain lines elsewhere, ten seconds apart", () => {
    const [stream, { now, pass }] = [keptStream(), clock()];
    const view = openProgress("auto", stream, now);
    for (let i = 0; i < 25; i++) {
      pass(1_000);
      view.show(HALF);
    }
    expect(stream.written()).toBe(
      "reading: 5,000 records, 5 of 10 files, 5.0 MB, 500/s, 40.0 s left\nreading: 5,000 records, 5 of 10 files, 5.0 MB, 250/s, 80.0 s left\n",
    );
  });

  it("is JSON for programs", () => {
    const [stream, { now, pass }] = [keptStream(), clock()];
    const view = openProgress("json", stream, now);
    pass(2_000);
    view.show(CLEAN);
    expect(JSON.parse(stream.written())).toEqual({
      progress: {
        stage: "extract",
        share: 0.6,
        sources_done: 10,
        sources: 10,
        records_done: 5_000,
        records: 10_000,
        bytes: 10_000_000,
        elapsed_ms: 2_000,
      },
    });
  });

  it("tells programs at once when a stage begins", () => {
    const [stream, { now, pass }] = [keptStream(), clock()];
    const view = openProgress("json", stream, now);
    pass(2_000);
    view.show(HALF);
    pass(10);
    view.show(HALF);
    view.show(CLEAN);
    view.show(CLEAN);
    expect(stream.written().trimEnd().split("\n")).toHaveLength(2);
  });

  it("tells how much of one large file is read, and takes nothing back where the next begins", () => {
    const [stream, { now, pass }] = [keptStream(), clock()];
    let within = 0;
    const view = openProgress("json", stream, now, () => within);
    const shares = [0.25, 0.75, 1, 0].map((next) => {
      within = next;
      pass(1_000);
      view.show({ ...START, sources: { done: 0, all: 1 } });
      const last = JSON.parse(stream.written().trimEnd().split("\n").at(-1) ?? "") as { progress: { share: number } };
      return last.progress.share;
    });
    expect(shares).toEqual([0.1, 0.3, 0.4, 0.4]);
  });

  it("only grows from stage to stage", () => {
    expect([START, HALF, CLEAN].map((position) => shareDone(position, 0))).toEqual([0, 0.2, 0.6000000000000001]);
  });
});
