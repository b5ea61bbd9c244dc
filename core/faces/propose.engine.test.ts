// P-Net's boxes do not depend on how much of the pictures it sees at once.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { decodeRaster } from "../images/decode.ts";
import { type PictureSums, pictureSums } from "./area-means.ts";
import { mtcnnFolder } from "./mtcnn-weights.ts";
import { pNet } from "./p-net.ts";
import { propose } from "./propose.ts";
import { openScorer, type Scorer } from "./scorer.ts";

let scorer: Scorer;
let two: PictureSums;
let upsideDown: PictureSums;

beforeAll(async () => {
  scorer = openScorer(pNet, mtcnnFolder(), "pnet.pt");
  const raster = await decodeRaster(readFileSync(join(import.meta.dirname, "fixtures", "two.jpg")));
  two = pictureSums(raster);
  upsideDown = pictureSums({ ...raster, pixels: raster.pixels.slice().reverse() });
});
afterAll(() => scorer.dispose());

const boxesOf = async (pixelsAtOnce: number, pictures: PictureSums[]) => {
  const found = await propose(scorer, pixelsAtOnce, pictures, 20, async () => undefined);
  return found.map((boxes) =>
    boxes.map(({ left, top, right, bottom }) => [left, top, right, bottom].map((side) => Number(side.toFixed(2)))),
  );
};

it("P-Net proposes the same of a picture in strips as of the whole", async () => {
  const whole = await boxesOf(Number.POSITIVE_INFINITY, [two]);
  expect(whole[0]!.length).toBeGreaterThan(20);
  expect(Math.max(...whole[0]!.map(([, top]) => top!))).toBeGreaterThan(100); // low ones are in later strips
  for (const pixels of [1, 5_000, 20_000]) expect(await boxesOf(pixels, [two])).toEqual(whole);
});

it("P-Net proposes the same of pictures together as of each", async () => {
  const each = [...(await boxesOf(50_000, [two])), ...(await boxesOf(50_000, [upsideDown]))];
  expect(each[0]).not.toEqual(each[1]);
  for (const pixels of [20_000, 50_000, Number.POSITIVE_INFINITY]) expect(await boxesOf(pixels, [two, upsideDown])).toEqual(each);
});
