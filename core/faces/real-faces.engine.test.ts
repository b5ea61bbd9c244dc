// Real photographs, where they are at hand, against facenet-pytorch itself, where a Python has it (npm run bench -- mtcnn sets one up).
import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { expect, it } from "vitest";
import { decodeRaster } from "../images/decode.ts";
import { python } from "../networks/weights/python.fixture.ts";
import { openFaceDetector } from "./mtcnn.ts";
import { mtcnnFolder } from "./mtcnn-weights.ts";

const folder = join(resolve(process.env.OMNIFER_REAL_FACES ?? "../shared/data/real-faces"), "images");
const asksVersion = "from importlib.metadata import version; version('facenet-pytorch')";
const canCompare = existsSync(folder) && python !== undefined && spawnSync(python, ["-c", asksVersion]).status === 0;
const pictureCount = 200;
/** Pixels; rounding leaves a ten-thousandth. */
const tolerance = 0.01;

it.skipIf(!canCompare)("finds in real photographs what facenet-pytorch finds in each by itself", async () => {
  const all = readdirSync(folder).sort();
  const step = Math.max(1, Math.floor(all.length / pictureCount));
  const files = all.filter((_, index) => index % step === 0).map((name) => join(folder, name));
  const peer = spawnSync(python!, [join("bench", "peers", "mtcnn.py"), "1"], {
    input: `${JSON.stringify({ files })}\n`,
    maxBuffer: 2 ** 28,
  });
  const { faces: wanted } = JSON.parse(peer.stdout.toString()) as { faces: number[][][] };
  const detector = openFaceDetector(mtcnnFolder());
  const pictures = await Promise.all(files.map((file) => decodeRaster(readFileSync(file))));
  const found = await detector.detectFaces(pictures, { signal: new AbortController().signal, breathe: async () => undefined });
  detector.dispose();
  expect(found.map((faces) => faces.length)).toEqual(wanted.map((faces) => faces.length));
  for (const [picture, faces] of wanted.entries()) {
    for (const [index, numbers] of faces.entries()) {
      const { box, points } = found[picture]![index]!;
      const off = [box.left, box.top, box.right, box.bottom, ...points].map((value, at) => Math.abs(value - numbers[at]!));
      expect(Math.max(...off), files[picture]).toBeLessThan(tolerance);
    }
  }
});
