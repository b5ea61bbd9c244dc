import { describe, expect, it } from "vitest";
import type { JobView } from "../contract/job-view.ts";
import { progressLine, progressLines } from "./progress-lines.ts";

const job = (over: Partial<JobView>): JobView => ({
  id: "job-1",
  kind: "mine",
  title: "Mine the pool",
  state: "running",
  phase: "Mining the pool",
  done: 0,
  total: 100,
  fraction: 0,
  ratePerSecond: null,
  secondsLeft: null,
  elapsedSeconds: 0,
  isCancelling: false,
  canResume: false,
  error: null,
  ...over,
});

describe("progress in a terminal", () => {
  it("shows the whole job's share, the phase's count, the rate and the time left", () => {
    expect(progressLine(job({ done: 2000, total: 6000, fraction: 0.25, ratePerSecond: 812.4, secondsLeft: 65 }))).toBe(
      "[######------------------]  25 %  Mining the pool  2,000 of 6,000, 812/s, 1:05 left",
    );
  });

  it("counts in words where nobody knows of how many", () => {
    expect(progressLine(job({ phase: "Reading the data set", done: 12_288, total: 0 }))).toBe(
      "[------------------------]   0 %  Reading the data set  12,288 so far",
    );
  });

  it("prints a line at each quarter where output is no terminal", () => {
    const written: string[] = [];
    const lines = progressLines({ write: (text) => written.push(text) });
    for (let done = 0; done <= 100; done += 5) lines.show(job({ done }));
    expect(written.map((line) => /(\d+) of 100/.exec(line)?.[1])).toEqual(["0", "25", "50", "75", "100"]);
  });

  it("redraws one line a phase in a terminal and closes it at the next phase", () => {
    const written: string[] = [];
    const lines = progressLines({ isTTY: true, write: (text) => written.push(text) });
    lines.show(job({ done: 1 }));
    lines.show(job({ done: 2 }));
    lines.show(job({ phase: "Training the control", done: 1 }));
    lines.end();
    expect(written.filter((text) => text === "\n")).toHaveLength(2);
    expect(written.filter((text) => text.startsWith("\r"))).toHaveLength(3);
  });
});
