import { rmSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { TaskContext } from "../compute/protocol.ts";
import { type DrawnDataset, drawDataset } from "../mining/drawn-dataset.fixture.ts";
import { networkOf, type Parameters } from "../networks/network.ts";
import { usualSetup } from "../networks/network-setup.ts";
import { smallNetworks } from "../networks/small-networks.fixture.ts";
import { writeParquet } from "../project/parquet.ts";
import { randomStream } from "../random.ts";
import { loadTensorFlow } from "../tensor/backend.ts";
import { type BaselineSettings, baselineImages } from "./baselines.ts";
import { Baseline } from "./das-recipe.ts";
import { startMatching } from "./distribution-matching.ts";
import { loadSource, positionsByClass, type Source } from "./source.ts";
import { featuresOf } from "./source-features.ts";

const tf = loadTensorFlow();
const network = networkOf(usualSetup("compact"));
const length = 48 * 48;
const counts = { anchor: 30, pool: 24, test: 3 };
/** Two images of two classes in each of two gradient steps; class 2 has none. */
const labels = Int32Array.of(0, 1, 0, 1);

let data: DrawnDataset;
let source: Source;
let parameters: Parameters;
beforeAll(async () => {
  data = await drawDataset(counts);
  source = await loadSource({ dataset: data, classes: data.classes, selected: null }, network, contextOf());
  parameters = network.initialise(1, data.classes.length);
});
afterAll(() => {
  tf.dispose(parameters);
  rmSync(data.directory, { recursive: true });
});

function contextOf(signal = new AbortController().signal): TaskContext {
  return { report: () => undefined, signal, breathe: () => new Promise((resolve) => setImmediate(resolve)) };
}

/** N(0, 1), always the same. */
function noise(): Float32Array {
  const random = randomStream(5, "noise");
  return Float32Array.from({ length: labels.length * length }, () => random.normal());
}

function settingsOf(change: Partial<BaselineSettings> = {}): BaselineSettings {
  return { source, network, parameters, labels, noise: noise(), init: "known", realBatch: 4, seed: 5, ...change };
}

const pictureOf = (images: Float32Array, index: number): number[] => [...images.subarray(index * length, (index + 1) * length)];
const same = (one: ArrayLike<number>, other: ArrayLike<number>) => Array.from(one).every((value, i) => value === other[i]);

/** Positions in the source of pictures that are samples of it. */
async function positionsOf(images: Float32Array): Promise<number[]> {
  const all = await source.images(Uint32Array.from({ length: source.count }, (_, position) => position));
  return Array.from({ length: images.length / length }, (_, index) =>
    Array.from({ length: source.count }, (_, position) => position).findIndex((position) =>
      same(pictureOf(all, position), pictureOf(images, index)),
    ),
  );
}

/** [N, D] of all samples, at once. */
async function sourceFeatures(weights: Parameters = parameters): Promise<number[][]> {
  const images = await source.images(Uint32Array.from({ length: source.count }, (_, position) => position));
  return featureRows(images, weights);
}

function featureRows(images: Float32Array, weights: Parameters): number[][] {
  const folded = network.fold(weights);
  const features = featuresOf(network, folded, images);
  folded.dispose();
  const D = network.featureCount;
  return Array.from({ length: features.length / D }, (_, n) => [...features.subarray(n * D, (n + 1) * D)]);
}

const meanOf = (rows: number[][]): number[] => rows[0]!.map((_, d) => rows.reduce((sum, row) => sum + row[d]!, 0) / rows.length);
const dot = (a: number[], b: number[]) => a.reduce((sum, value, d) => sum + value * b[d]!, 0);
const cosine = (a: number[], b: number[]) => dot(a, b) / Math.sqrt(dot(a, a) * dot(b, b));

/** Sum over classes of |mean feature of the samples - mean feature of the images|², image by image. */
async function distanceOf(images: Float32Array, weights: Parameters = parameters): Promise<number> {
  const [real, own] = [await sourceFeatures(weights), featureRows(images, weights)];
  let sum = 0;
  for (const label of new Set(labels)) {
    const wanted = meanOf(real.filter((_, n) => source.labels[n] === label));
    const mean = meanOf(own.filter((_, n) => labels[n] === label));
    sum += wanted.reduce((total, value, d) => total + (value - mean[d]!) ** 2, 0);
  }
  return sum;
}

describe("the source of a distillation", () => {
  it("is the anchors with their labels, or the selected samples with their pseudo-labels", async () => {
    const selected = join(data.directory, "selection.parquet");
    await writeParquet(selected, { row: "BIGINT", label: "SMALLINT" }, { row: [41, 32], label: [2, 0] });
    const mined = await loadSource({ dataset: data, classes: data.classes, selected }, network, contextOf());
    expect(source).toMatchObject({ count: 30, classCount: 3 });
    expect([...source.labels.subarray(0, 4)]).toEqual([0, 1, 2, 0]);
    expect([mined.count, [...mined.rows], [...mined.labels]]).toEqual([2, [41, 32], [2, 0]]);
    const both = await mined.images([1, 0]);
    expect(pictureOf(both, 0)).toEqual([...(await mined.images([1]))]);
    expect(pictureOf(both, 1)).toEqual([...(await mined.images([0]))]);
  });
});

describe("baselines", () => {
  it.each(Baseline.options)(
    "%s has an image for every distilled one, the same for the same seed, and no tensors left",
    async (baseline) => {
      const before = tf.memory().numTensors;
      const first = await baselineImages(baseline, 0, settingsOf(), contextOf());
      expect(first).toHaveLength(labels.length * length);
      expect(first.every(Number.isFinite)).toBe(true);
      expect(await baselineImages(baseline, 0, settingsOf(), contextOf())).toEqual(first);
      expect(tf.memory().numTensors).toBe(before);
    },
  );

  it.each(Baseline.options.filter((baseline) => baseline !== "random-mined"))("%s stops when it is cancelled", async (baseline) => {
    const before = tf.memory().numTensors;
    await expect(baselineImages(baseline, 0, settingsOf(), contextOf(AbortSignal.abort()))).rejects.toThrow("aborted");
    expect(tf.memory().numTensors).toBe(before);
  });

  it("random ones are different samples of their class, others in each draw", async () => {
    const draws = await Promise.all(
      [0, 1, 2].map(async (draw) => positionsOf(await baselineImages("random-mined", draw, settingsOf(), contextOf()))),
    );
    for (const positions of draws) {
      expect(positions.map((position) => source.labels[position])).toEqual([...labels]);
      expect(new Set(positions).size).toBe(4);
    }
    expect(new Set(draws.map(String)).size).toBe(3);
  });

  it("nearest ones have the largest cosines to the mean feature of their class", async () => {
    const features = await sourceFeatures();
    const nearestOf = (label: number) => {
      const positions = positionsByClass(source)[label]!;
      const centroid = meanOf([...positions].map((position) => features[position]!));
      return [...positions].sort((a, b) => cosine(features[b]!, centroid) - cosine(features[a]!, centroid));
    };
    const [surprised, afraid] = [nearestOf(0), nearestOf(1)];
    const chosen = await positionsOf(await baselineImages("nearest", 0, settingsOf(), contextOf()));
    expect(chosen).toEqual([surprised[0], afraid[0], surprised[1], afraid[1]]);
  });

  it("class means are means over the samples of a class, pixel by pixel", async () => {
    const means = await baselineImages("class-mean", 0, settingsOf(), contextOf());
    const ofClass = await source.images(positionsByClass(source)[1]!);
    for (const pixel of [0, 777, 2303]) {
      const values = Array.from({ length: 10 }, (_, n) => ofClass[n * length + pixel]!);
      expect(means[length + pixel]).toBeCloseTo(values.reduce((sum, value) => sum + value, 0) / 10, 5);
    }
    expect(pictureOf(means, 3)).toEqual(pictureOf(means, 1));
  });

  it("k-means is the mean of some samples of a class, never of all, nor one of them", async () => {
    const one = settingsOf({ labels: Int32Array.of(0, 1, 2) });
    const [centres, means] = [
      await baselineImages("k-means", 0, one, contextOf()),
      await baselineImages("class-mean", 0, one, contextOf()),
    ];
    for (const label of [0, 1, 2]) expect(same(pictureOf(centres, label), pictureOf(means, label))).toBe(false);
    const spread = (images: Float32Array) => images.reduce((sum, value) => sum + value ** 2, 0);
    expect(spread(centres)).toBeGreaterThan(spread(means)); // fewer samples in it, so sharper
    expect(await positionsOf(centres)).toEqual([-1, -1, -1]);
  });
});

describe("distribution matching", () => {
  it("walks down the distance of mean features, and gives its value", async () => {
    const images = noise();
    const matching = await startMatching(images, settingsOf(), contextOf());
    const start = await distanceOf(images);
    expect(await matching.step(0.05)).toBeCloseTo(start, 3);
    for (let iteration = 0; iteration < 40; iteration++) await matching.step(0.05);
    const end = await distanceOf(images);
    expect(end).toBeLessThan(0.1 * start);
  });

  it.each(smallNetworks.map((other) => [other.name, other] as const))("matches the features of %s too", async (_, other) => {
    const weights = other.initialise(1, 3);
    const ofOther = await loadSource({ dataset: data, classes: data.classes, selected: null }, other, contextOf());
    const random = randomStream(5, "noise");
    const images = Float32Array.from({ length: labels.length * other.inputSize ** 2 * other.channels }, () => random.normal());
    const before = tf.memory().numTensors;
    const settings = settingsOf({ source: ofOther, network: other, parameters: weights });
    const matching = await startMatching(images, settings, contextOf());
    const start = await matching.step(0.05);
    for (let iteration = 0; iteration < 15; iteration++) await matching.step(0.05);
    expect(await matching.step(0.05)).toBeLessThan(0.7 * start);
    expect(tf.memory().numTensors).toBe(before);
    tf.dispose(weights);
  });

  it("brings images closer also for networks that it never drew", async () => {
    const images = noise();
    const stranger = network.initialise(99, 3);
    const start = await distanceOf(images, stranger);
    const matching = await startMatching(images, settingsOf({ init: "random" }), contextOf());
    for (let iteration = 0; iteration < 30; iteration++) await matching.step(0.05);
    expect(await distanceOf(images, stranger)).toBeLessThan(0.5 * start);
    tf.dispose(stranger);
  });

  it.each(["known", "random"] as const)("goes on from its state to the same images (%s networks)", async (init) => {
    const settings = settingsOf({ init });
    const [whole, cut] = [noise(), noise()];
    const uninterrupted = await startMatching(whole, settings, contextOf());
    for (let iteration = 0; iteration < 4; iteration++) await uninterrupted.step(0.05);
    const begun = await startMatching(cut, settings, contextOf());
    for (let iteration = 0; iteration < 2; iteration++) await begun.step(0.05);
    const resumed = await startMatching(cut, settings, contextOf(), begun.state());
    for (let iteration = 0; iteration < 2; iteration++) await resumed.step(0.05);
    expect(cut).toEqual(whole);
    expect(resumed.state().iterations).toBe(4);
  });
});
