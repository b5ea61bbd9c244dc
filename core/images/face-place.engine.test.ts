import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { InputError } from "../errors.ts";
import { decodeFace } from "./decode.ts";
import { type FacePlace, fingerprintOf, readPlaces } from "./face-place.ts";
import { sharp } from "./sharp.ts";

const form = { size: 4, channels: 3 } as const;
const faceBytes = 48;
const levels = [10, 20, 30];

let folder: string;
let cachePath: string;
let places: FacePlace[];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "omnifer-places-"));
  cachePath = join(folder, "pixels.cache");
  const faces: Uint8Array[] = [];
  for (const level of levels) {
    await draw(level, `${level}.png`);
    faces.push(await decodeFace(join(folder, `${level}.png`), form));
  }
  writeFileSync(cachePath, Buffer.concat(faces));
  places = levels.map((level, index) => ({
    picture: join(folder, `${level}.png`),
    fingerprint: fingerprintOf(faces[index]!),
    cache: { path: cachePath, offset: index * faceBytes },
  }));
});
afterEach(() => rm(folder, { recursive: true }));

async function draw(level: number, name: string): Promise<void> {
  const background = { r: level, g: 2 * level, b: 3 * level };
  await sharp({ create: { width: 9, height: 9, channels: 3, background } }).toFile(join(folder, name));
}

const removePictures = () => {
  for (const { picture } of places) rmSync(picture, { force: true });
};
const redOf = (pixels: Uint8Array) => Array.from({ length: pixels.length / faceBytes }, (_, index) => pixels[index * faceBytes]);

describe("reading faces", () => {
  it("takes them from the cache in the order asked for, without their pictures", async () => {
    removePictures();
    expect(redOf(await readPlaces([places[2]!, places[0]!, places[2]!], form))).toEqual([30, 10, 30]);
  });

  it("decodes those that no cache has", async () => {
    rmSync(cachePath);
    const uncached = places.map((place) => ({ ...place, cache: null }));
    expect(redOf(await readPlaces(uncached, form))).toEqual(levels);
  });

  it("never trusts a damaged face: decodes it again and puts it back", async () => {
    const whole = readFileSync(cachePath);
    const damaged = Buffer.from(whole);
    damaged[faceBytes + 7]! ^= 1;
    writeFileSync(cachePath, damaged);
    expect(redOf(await readPlaces(places, form))).toEqual(levels);
    expect(readFileSync(cachePath)).toEqual(whole);
  });

  it("does without a cache that was removed or cut off meanwhile", async () => {
    writeFileSync(cachePath, readFileSync(cachePath).subarray(0, faceBytes + 5));
    expect(redOf(await readPlaces(places, form))).toEqual(levels);
    rmSync(cachePath);
    expect(redOf(await readPlaces(places, form))).toEqual(levels);
  });

  it("names a picture that has become another one", async () => {
    rmSync(cachePath);
    await draw(99, "20.png");
    const failure = await readPlaces(places, form).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(InputError);
    expect(failure).toMatchObject({ problem: { file: places[1]!.picture, found: "another picture" } });
  });

  it("names a picture that is gone", async () => {
    rmSync(cachePath);
    removePictures();
    await expect(readPlaces(places, form)).rejects.toMatchObject({
      problem: { file: places[0]!.picture, found: "a picture that cannot be decoded: does not exist" },
    });
  });
});
