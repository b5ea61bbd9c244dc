import { mkdirSync, rmSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "vite";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startThread } from "../compute/answering-thread.ts";
import type { DistilledSet } from "../distillation/distilled-set.ts";
import { networkOf } from "../networks/network.ts";
import { usualSetup } from "../networks/network-setup.ts";
import { scratchRecipe } from "../recipe.ts";
import { createNormaliser, flipsOfUpdate } from "./augment.ts";
import { createBatches } from "./batches.ts";
import { cachedFaces } from "./cached-faces.fixture.ts";
import type { DistilledPart } from "./distilled-use.ts";
import { distort, distortionsOfUpdate } from "./distortion.ts";
import { type LabelledFaces, readFaces } from "./faces.ts";
import { startTrainingBatches, type TrainingBatch } from "./training-batches.ts";

const root = join(import.meta.dirname, "..", "..");
const network = networkOf(usualSetup("compact"));
const form = { size: 48, channels: 1 } as const;
const faceBytes = 48 * 48;
const recipe = { ...scratchRecipe, batchSize: 4, smallestBatch: 2, crop: 0.2, rotation: 15, jitter: 0.3 };
/** 10 faces: passes of 4, 4 and 2. */
const count = 10;
const total = 6;

let folder: string;
let faces: LabelledFaces;
let entry: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "omnifer-batches-"));
  const pixels = Uint8Array.from({ length: count * faceBytes }, (_, at) => (at * 31 + (at >> 7) * 17) % 256);
  const labels = Array.from({ length: count }, (_, position) => position % 3);
  faces = await cachedFaces(folder, form, pixels, labels);
  const outDir = join(root, ".runtime", "test-batch-maker"); // inside the repository, because the bundle finds its packages from there
  await build({
    root,
    configFile: "vite.node.config.ts",
    logLevel: "error",
    build: { outDir, rollupOptions: { input: { "batch-maker": "core/learning/batch-maker.ts" } } },
  });
  entry = join(outDir, "batch-maker.cjs");
});
afterAll(() => rm(folder, { recursive: true }));

async function batchesOf(change: Partial<typeof recipe>, from: number, thread: string): Promise<TrainingBatch[]> {
  const batches = startTrainingBatches({ network, recipe: { ...recipe, ...change }, seed: 1, faces, distilled: null }, total, thread);
  const all: TrainingBatch[] = [];
  for (let update = from; update < total; update++) all.push(await batches.next(update));
  batches.end();
  return all;
}

describe("training batches", () => {
  it("show the faces of each update, distorted, flipped and normalised, with their labels", async () => {
    const [, second] = await batchesOf({}, 0, entry);
    const positions = createBatches(count, recipe, 1)(1);
    const shown = new Uint8Array(4 * faceBytes);
    for (const [index, distortion] of distortionsOfUpdate(1, 1, 4, recipe)!.entries()) {
      distort(await readFaces(faces, positions[index]!, 1), form, distortion, shown.subarray(index * faceBytes, (index + 1) * faceBytes));
    }
    expect(second!.images).toEqual(createNormaliser(network)(shown, [0, 1, 2, 3], flipsOfUpdate(1, 1, 4)));
    expect([...second!.labels]).toEqual([...positions].map((position) => position % 3));
  });

  it("show the faces as they are when the recipe asks for nothing else", async () => {
    const [first] = await batchesOf({ crop: 0, rotation: 0, jitter: 0, horizontalFlip: false }, 0, entry);
    const positions = createBatches(count, recipe, 1)(0);
    expect(first!.images).toEqual(createNormaliser(network)(await readFaces(faces, 0, count), positions));
  });

  it("are the same from a thread, without one, and after a resume", async () => {
    const there = await batchesOf({}, 0, entry);
    expect(there.map((batch) => batch.count)).toEqual([4, 4, 2, 4, 4, 2]);
    expect(await batchesOf({}, 0, join(folder, "nowhere.cjs"))).toEqual(there);
    expect(await batchesOf({}, 4, entry)).toEqual(there.slice(4));
  });

  /** Two images on black, of class 2 and 0, with soft labels: normalised pixels that no byte becomes. */
  const set: DistilledSet = {
    gradientSteps: 1,
    repeats: 1,
    images: Float32Array.from({ length: 2 * faceBytes }, (_, at) => 100 + at),
    shape: [2, 48, 48, 1],
    labels: Int32Array.of(2, 0),
    softLabels: Float32Array.of(0.1, 0.2, 0.7, 0.6, 0.3, 0.1),
    stepSizes: Float32Array.of(0.1),
  };
  const union: DistilledPart = { path: "", mode: "union", lambda: 0.1, statistics: "frozen", set };

  it("have distilled images among their faces in a union, flipped like these and with their soft labels", async () => {
    const shown = { ...recipe, crop: 0, rotation: 0, jitter: 0 };
    const batches = startTrainingBatches({ network, recipe: shown, seed: 1, faces, distilled: union }, total, entry);
    const positionsOf = createBatches(count, recipe, 1, 2);
    const all = createNormaliser(network)(await readFaces(faces, 0, count), [...Array(count).keys()]);
    const flipped = new Set<number>();
    for (let update = 0; update < total; update++) {
      const batch = await batches.next(update);
      const flips = flipsOfUpdate(1, update, 4);
      for (const [slot, position] of positionsOf(update).entries()) {
        const plain = position < count ? all.subarray(position * faceBytes) : set.images.subarray((position - count) * faceBytes);
        const [row, column] = [29, 5];
        const from = row * 48 + (flips[slot] ? 47 - column : column);
        expect(batch.images[slot * faceBytes + row * 48 + column]).toBe(plain[from]);
        expect(batch.labels[slot]).toBe(position < count ? position % 3 : [2, 0][position - count]);
        if (position >= count) {
          flipped.add(flips[slot]!);
          expect([...batch.softLabels!.subarray(slot * 3, slot * 3 + 3)]).toEqual([
            ...set.softLabels!.subarray((position - count) * 3, (position - count) * 3 + 3),
          ]);
        } else if (batch.softLabels) {
          expect(batch.softLabels[slot * 3 + (position % 3)]).toBe(1);
        }
      }
    }
    batches.end();
    expect(flipped).toEqual(new Set([0, 1]));
  });

  it("can be distilled images alone", async () => {
    const one = { ...recipe, batchSize: 1, smallestBatch: 1 };
    const batches = startTrainingBatches({ network, recipe: one, seed: 1, faces, distilled: union }, 12, entry);
    const update = [...Array(12).keys()].find((number) => createBatches(count, one, 1, 2)(number)[0]! >= count)!;
    expect((await batches.next(update)).images[0]).toBeGreaterThanOrEqual(100);
    batches.end();
  });

  it("show the control its faces when distilled images are beside each batch, or before the first", async () => {
    const control = await batchesOf({}, 0, entry);
    for (const mode of ["every-batch", "preload"] as const) {
      const batches = startTrainingBatches({ network, recipe, seed: 1, faces, distilled: { ...union, mode } }, total, entry);
      for (const batch of control) expect(await batches.next(control.indexOf(batch))).toEqual(batch);
      batches.end();
    }
  });

  it("come from the built thread, not from the caller", async () => {
    const thread = startThread(entry, async (): Promise<Float32Array> => {
      throw new Error("the thread did not answer");
    });
    const { inputSize, channels, normalisation } = network;
    const request = { places: [faces.placeOf(3)], setup: { inputSize, channels, normalisation }, flips: null, distortions: null };
    expect(await thread.ask(request)).toEqual(createNormaliser(network)(await readFaces(faces, 3, 1), [0]));
    thread.end();
  });

  it("name the picture whose face was lost, from the thread as well", async () => {
    const lost = join(folder, "lost");
    mkdirSync(lost);
    const ofLost = await cachedFaces(lost, form, new Uint8Array(count * faceBytes), new Array<number>(count).fill(0));
    rmSync(ofLost.placeOf(0).cache!.path);
    for (const thread of [entry, join(folder, "nowhere.cjs")]) {
      const batches = startTrainingBatches({ network, recipe, seed: 1, faces: ofLost, distilled: null }, total, thread);
      await expect(batches.next(0)).rejects.toMatchObject({
        code: "bad-input",
        problem: { file: expect.stringContaining(".png"), found: "a picture that cannot be decoded: does not exist" },
      });
      batches.end();
    }
  });
});
