import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { cachedFaces } from "./cached-faces.fixture.ts";
import { evaluate, scoringBatch } from "./evaluate.ts";
import type { Learner } from "./learner.ts";

/** A learner of two classes that reads the probability of class 0 from the only pixel, in percent. */
const learner = {
  classCount: 2,
  score: (pixels, count) => ({
    features: new Float32Array(0),
    probabilities: Float32Array.from(
      { length: 2 * count },
      (_, index) => (index % 2 ? 100 - pixels[index >> 1]! : pixels[index >> 1]!) / 100,
    ),
  }),
} as Learner;

const form = { size: 1, channels: 1 } as const;
let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "omnifer-evaluate-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

describe("evaluate", () => {
  it("gives loss, accuracy and every prediction with its confidence", async () => {
    const faces = await cachedFaces(folder, form, Uint8Array.of(90, 20, 60), [0, 1, 1]);
    const { loss, accuracy, predicted, confidence } = await evaluate(learner, faces);
    expect([...predicted]).toEqual([0, 1, 0]);
    expect([...confidence].map((value) => Math.round(value * 100))).toEqual([90, 80, 60]);
    expect(accuracy).toBeCloseTo(2 / 3);
    expect(loss).toBeCloseTo(-(Math.log(0.9) + Math.log(0.8) + Math.log(0.4)) / 3, 5);
  });

  it("counts faces beyond one batch, and the last short one", async () => {
    const count = scoringBatch + 1;
    const labels = new Array<number>(count).fill(0).fill(1, count - 1);
    const faces = await cachedFaces(folder, form, new Uint8Array(count).fill(70), labels);
    expect((await evaluate(learner, faces)).accuracy).toBeCloseTo(scoringBatch / count);
  });
});
