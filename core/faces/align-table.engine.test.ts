import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { miniatureFace } from "../datasets/miniatures/miniature.ts";
import { oneRoot } from "../datasets/picture-roots.ts";
import { decodeFace } from "../images/decode.ts";
import { parseAddress } from "../images/picture-address.ts";
import { sharp } from "../images/sharp.ts";
import { prepareTensorFlow } from "../tensor/backend.ts";
import { alignTable } from "./align-table.ts";
import { type FaceDetector, openFaceDetector } from "./mtcnn.ts";
import { mtcnnFolder } from "./mtcnn-weights.ts";

const folder = mkdtempSync(join(tmpdir(), "omnifer-align-"));
const roots = oneRoot(folder);
const marked = "face.jpg#face=38.29,51.7,73.53,51.5,56.03,71.74,41.55,92.37,70.73,92.2";
let detector: FaceDetector;

beforeAll(async () => {
  await prepareTensorFlow();
  detector = openFaceDetector(mtcnnFolder());
  const face = await miniatureFace(1, { part: "align", index: 0, person: 1, expression: "neutral", size: 160, format: "png" });
  const wall = { create: { width: 400, height: 300, channels: 3, background: "#6f7f8f" } } as const;
  writeFileSync(join(folder, "face.jpg"), await sharp(face).jpeg().toBuffer());
  writeFileSync(
    join(folder, "photograph.png"),
    await sharp(wall)
      .composite([{ input: face, left: 200, top: 100 }])
      .png()
      .toBuffer(),
  );
  writeFileSync(join(folder, "wall.png"), await sharp(wall).png().toBuffer());
  writeFileSync(join(folder, "broken.jpg"), "no picture");
});
afterAll(() => {
  detector.dispose();
  rmSync(folder, { recursive: true });
});

async function align(files: string[], rows = Uint32Array.from(files.keys())) {
  const done: number[] = [];
  const context = { signal: new AbortController().signal, breathe: async () => undefined };
  return { files: await alignTable(files, roots, rows, detector, context, (count) => done.push(count)), done };
}

const pointsOf = (file: string) => parseAddress(file).points!;

describe("faces of a table", () => {
  it("get five points where one is found, in pixels of the whole picture, box or not", async () => {
    const { files } = await align(["photograph.png", "photograph.png#box=180,80,380,280"]);
    const [whole, inBox] = files.map(pointsOf) as [number[], number[]];
    for (const [index, value] of whole.entries()) expect(Math.abs(value - inBox[index]!)).toBeLessThan(3);
    expect(whole[0]).toBeGreaterThan(200); // the left eye lies right of where the face begins
    expect(whole[1]).toBeLessThan(whole[5]!); // and above the nose
    const upright = await decodeFace(join(folder, files[0]!), { size: 112, channels: 3 });
    const asItIs = await decodeFace(join(folder, "photograph.png"), { size: 112, channels: 3 });
    expect(upright).not.toEqual(asItIs);
  });

  it("stay as they are where none is found; a broken picture is left to whoever needs it", async () => {
    const { files, done } = await align(["wall.png", "broken.jpg", "face.jpg"]);
    expect(files.slice(0, 2)).toEqual(["wall.png", "broken.jpg"]);
    expect(pointsOf(files[2]!)).toHaveLength(10);
    expect(done).toEqual([3]);
  });

  it("keep the points that their data set has marked, and rows that nobody asked about", async () => {
    const { files, done } = await align([marked, "face.jpg"], Uint32Array.of(0));
    expect(files).toEqual([marked, "face.jpg"]);
    expect(done).toEqual([]);
  });
});
