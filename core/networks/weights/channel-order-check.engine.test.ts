import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { TaskEvent } from "../../compute/protocol.ts";
import { cachedFaces } from "../../learning/cached-faces.fixture.ts";
import { randomStream } from "../../random.ts";
import { loadTensorFlow } from "../../tensor/backend.ts";
import type { Network } from "../network.ts";
import { usualSetup } from "../network-setup.ts";
import { vgg } from "../vgg16.ts";
import { type FloatTensor, withReversedInputs } from "./arrange-axes.ts";
import { type CheckedPictures, checkChannelOrder } from "./channel-order-check.ts";
import { storedState } from "./layout.ts";
import type { StoredTensor } from "./safetensors.ts";

const folder = mkdtempSync(join(tmpdir(), "omnifer-channels-"));
afterAll(() => rmSync(folder, { recursive: true }));

const size = 32;
const classCount = 3;
const network: Network = {
  ...vgg({ stages: [[4], [6]], hidden: 12 }, size),
  normalisation: usualSetup("resnet34").normalisation,
};

/** A network whose order is known: it looks at red alone. With a last layer for as many identities as it is asked. */
function redNetwork(identities: number) {
  const parameters = network.initialise(1, identities);
  const tensors = storedState(network, parameters, identities, 0);
  loadTensorFlow().dispose(parameters);
  const stem = tensors["features.0.weight"] as FloatTensor;
  for (let place = 0; place < stem.values.length; place++) if (Math.floor(place / 9) % 3 > 0) stem.values[place] = 0;
  const weight = tensors["classifier.6.weight"] as FloatTensor;
  const fileHead = {
    weight: { ...weight, values: weight.values.map((value) => 60_000 * value) }, // as sure as a trained one
    bias: tensors["classifier.6.bias"] as FloatTensor,
    report: [],
  };
  return { tensors: { ...tensors } as Record<string, StoredTensor>, fileHead };
}

const reversed = <T extends { tensors: Record<string, StoredTensor> }>(imported: T): T => ({
  ...imported,
  tensors: { ...imported.tensors, "features.0.weight": withReversedInputs(imported.tensors["features.0.weight"] as FloatTensor) },
});

/** Red stripes whose direction tells the class; green and blue are an even grey. */
async function redPictures(count: number, isGrey = false): Promise<CheckedPictures> {
  const pixels = new Uint8Array(count * size * size * 3);
  for (let picture = 0; picture < count; picture++) {
    const random = randomStream(picture, "stripes");
    const phase = random.integer(4);
    for (let row = 0; row < size; row++) {
      for (let column = 0; column < size; column++) {
        const along = [row, column, row + column][picture % classCount]!;
        const place = ((picture * size + row) * size + column) * 3;
        pixels.set([((along + phase) >> 2) % 2 ? 230 : 20, 116, 104], place);
        pixels[place + 2]! += random.integer(8);
        if (isGrey) pixels.fill(pixels[place]!, place, place + 3);
      }
    }
  }
  return {
    faces: await cachedFaces(
      mkdtempSync(join(folder, "pictures-")),
      { size, channels: 3 },
      pixels,
      Array.from({ length: count }, (_, picture) => picture % classCount),
    ),
    persons: Int32Array.from({ length: count }, () => -1),
    classCount,
  };
}

function contextOf(events: TaskEvent[] = [], signal = new AbortController().signal) {
  return { report: (event: TaskEvent) => void events.push(event), signal, breathe: async () => undefined };
}

describe("the check of the channel order", () => {
  let pictures: CheckedPictures;
  beforeAll(async () => {
    pictures = await redPictures(60);
  });

  it("finds a network with an identity layer surer in the right order", async () => {
    const right = redNetwork(20);
    const kept = (await checkChannelOrder(network, right, pictures, contextOf()))!;
    expect(kept).toMatchObject({ measure: "identity-confidence", pictureCount: 60, otherIsBetter: false });
    expect(kept.taken).toBeGreaterThan(kept.other + 0.1);
    const turned = (await checkChannelOrder(network, reversed(right), pictures, contextOf()))!;
    expect(turned).toMatchObject({ taken: kept.other, other: kept.taken, otherIsBetter: true });
  });

  it("finds features without an identity layer telling more in the right order", async () => {
    const right = { ...redNetwork(20), fileHead: null };
    const kept = (await checkChannelOrder(network, right, pictures, contextOf()))!;
    expect(kept).toMatchObject({ measure: "linear-probe", otherIsBetter: false });
    expect(kept.taken).toBeGreaterThan(0.9);
    expect(kept.other).toBeLessThan(0.6);
    expect(await checkChannelOrder(network, reversed(right), pictures, contextOf())).toMatchObject({ otherIsBetter: true });
  });

  it("calls neither order better for grey pictures", async () => {
    const grey = await redPictures(30, true);
    const plain = { ...network, normalisation: { unit: 255 as const, mean: [0.5, 0.5, 0.5], deviation: [1, 1, 1] } };
    const check = await checkChannelOrder(plain, redNetwork(20), grey, contextOf());
    expect(check).toMatchObject({ otherIsBetter: false });
    expect(check!.other).toBeCloseTo(check!.taken, 5);
  });

  it("says nothing of a handful of pictures, reports what it does, and stops when asked", async () => {
    expect(await checkChannelOrder(network, redNetwork(20), await redPictures(6), contextOf())).toBeNull();
    const events: TaskEvent[] = [];
    await checkChannelOrder(network, redNetwork(20), pictures, contextOf(events));
    expect(events.at(-1)).toEqual({ type: "progress", phase: "try", done: 120, total: 120 });
    await expect(checkChannelOrder(network, redNetwork(20), pictures, contextOf([], AbortSignal.abort()))).rejects.toThrow();
  });

  it("leaves no tensor behind, also when it is stopped", async () => {
    const imported = redNetwork(20);
    const before = loadTensorFlow().memory().numTensors;
    await checkChannelOrder(network, imported, pictures, contextOf());
    await checkChannelOrder(network, imported, pictures, contextOf([], AbortSignal.abort())).catch(() => undefined);
    expect(loadTensorFlow().memory().numTensors).toBe(before);
  });
});
