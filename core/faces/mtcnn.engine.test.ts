// The whole cascade against facenet-pytorch's (scripts/fixtures/mtcnn.py), in drawn pictures; and what it says of pictures does not depend
// on which others it is given.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { decodeRaster } from "../images/decode.ts";
import { withChannels } from "../images/grey.ts";
import type { Raster } from "../images/resize.ts";
import { loadTensorFlow } from "../tensor/backend.ts";
import expected from "./fixtures/expected.json" with { type: "json" };
import { type FoundFace, faceOf } from "./found-face.ts";
import { type DetectionOptions, type FaceDetector, openFaceDetector } from "./mtcnn.ts";
import { mtcnnFolder } from "./mtcnn-weights.ts";

type PictureName = keyof typeof expected;
const names = Object.keys(expected) as PictureName[];
/** Pixels. Rounding alone leaves a ten-thousandth of one; a box that another one displaces, several. */
const tolerance = 0.01;
const pauses: DetectionOptions = { signal: new AbortController().signal, breathe: async () => undefined };

let detector: FaceDetector;
let pictures: Record<PictureName, Raster>;

beforeAll(async () => {
  detector = openFaceDetector(mtcnnFolder());
  const read = async (name: string) => [name, await decodeRaster(readFileSync(join(import.meta.dirname, "fixtures", `${name}.jpg`)))];
  pictures = Object.fromEntries(await Promise.all(names.map(read))) as Record<PictureName, Raster>;
});
afterAll(() => detector.dispose());

const numbersOf = ({ box: { left, top, right, bottom }, points }: FoundFace) => [left, top, right, bottom, ...points];

function expectFaces(found: readonly FoundFace[], wanted: { box: number[]; probability: number; points: number[] }[], within: number) {
  expect(found).toHaveLength(wanted.length);
  for (const [index, { box, probability, points }] of wanted.entries()) {
    const numbers = numbersOf(found[index]!);
    for (const [position, value] of [...box, ...points].entries()) expect(Math.abs(numbers[position]! - value)).toBeLessThan(within);
    expect(Math.abs(found[index]!.probability - probability)).toBeLessThan(1e-4);
  }
}

describe("detectFaces", () => {
  it.each(names)("finds in the picture '%s' what facenet-pytorch finds", async (name) => {
    const [found] = await detector.detectFaces([pictures[name]], pauses);
    expectFaces(found!, expected[name], tolerance);
  });

  it("looks for faces in a colour picture, a grey one and one that is grey in three channels", async () => {
    expect([pictures.grey.channels, pictures.one.channels]).toEqual([1, 3]);
    const [grey, inThree] = await detector.detectFaces([pictures.grey, withChannels(pictures.grey, 3)], pauses);
    expectFaces(inThree!, expected.grey, tolerance);
    expectFaces(grey!, expected.grey, tolerance);
  });

  it("finds the same in pictures of several sizes together, in their order", async () => {
    const order: PictureName[] = ["none", "one", "grey", "one", "close", "two", "turned"];
    const found = await detector.detectFaces(
      order.map((name) => pictures[name]),
      pauses,
    );
    for (const [index, name] of order.entries()) expectFaces(found[index]!, expected[name], tolerance);
  });

  it("leaves out small faces, and work, when it is to look for large ones", async () => {
    const [found] = await detector.detectFaces([pictures.two], { ...pauses, smallestShare: 0.7 });
    expect(found).toHaveLength(1);
    expect(faceOf(found!, pictures.two)![0]).toBeCloseTo(expected.two[0]!.points[0]!, -1); // within 5 pixels;
    expect((await detector.detectFaces([pictures.close], { ...pauses, smallestFace: 113 }))[0]).toEqual([]);
  });

  it("finds nothing in no pictures, and in one too small for P-Net", async () => {
    expect(await detector.detectFaces([], pauses)).toEqual([]);
    expect(await detector.detectFaces([{ pixels: new Uint8Array(30), width: 2, height: 15, channels: 1 }], pauses)).toEqual([[]]);
  });

  it("stops at the next look once its signal is aborted", async () => {
    const abort = new AbortController();
    let looks = 0;
    const breathe = async () => {
      looks += 1;
      if (looks === 3) abort.abort();
    };
    await expect(detector.detectFaces([pictures.one], { signal: abort.signal, breathe })).rejects.toThrow(/abort/i);
    expect(looks).toBe(3);
  });

  it("keeps no tensors", async () => {
    await detector.detectFaces([pictures.one], pauses);
    const before = loadTensorFlow().memory().numTensors;
    await detector.detectFaces([pictures.one, pictures.grey], pauses);
    expect(loadTensorFlow().memory().numTensors).toBe(before);
    const another = openFaceDetector(mtcnnFolder());
    await another.detectFaces([pictures.grey], pauses);
    another.dispose();
    expect(loadTensorFlow().memory().numTensors).toBe(before);
  });
});
