// How far apart the hashes of a picture and its copies are, and those of different pictures; how much the second look keeps; how long the
// search takes. docs/data-sets.md has the figures. Run: node bench/run.mjs near-duplicates [DIR with pictures of different faces]
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type Hashes, nearPairs } from "../core/hygiene/near-duplicates.ts";
import { hashDistance, mirroredHash, type PerceptualHash, perceptualHash } from "../core/hygiene/perceptual-hash.ts";
import { likeness } from "../core/hygiene/second-look.ts";
import { decodeBytes } from "../core/images/decode.ts";
import { type Sharp, sharp } from "../core/images/sharp.ts";
import { randomStream } from "../core/random.ts";

const distances = [4, 6, 8, 10, 12];
const likenesses = [0.85, 0.9, 0.93, 0.95, 0.97];
/** Of which copies are made. */
const copiedCount = 500;

interface Looked {
  grey: Uint8Array;
  hash: PerceptualHash;
}

type Copy = (picture: Sharp, width: number, height: number) => Sharp;
const cut = (picture: Sharp, width: number, height: number, left: number, share: number) =>
  picture.extract({ left: Math.round(left * width), top: 0, width: Math.round(share * width), height: Math.round(height) });

const copies: Record<string, Copy> = {
  "resized to 48": (picture) => picture.resize(48, 48),
  "resized to 224": (picture) => picture.resize(224, 224),
  "JPEG of quality 40": (picture) => picture.jpeg({ quality: 40 }),
  "cropped by 3 %, in the middle": (picture, width, height) =>
    picture.extract({
      left: Math.round(0.015 * width),
      top: Math.round(0.015 * height),
      width: Math.round(0.97 * width),
      height: Math.round(0.97 * height),
    }),
  "cropped by 3 % at one side": (picture, width, height) => cut(picture, width, height, 0, 0.97),
  "cropped by 3 % at two sides": (picture, width, height) =>
    picture.extract({ left: 0, top: 0, width: Math.round(0.97 * width), height: Math.round(0.97 * height) }),
  "brighter by 30 %": (picture) => picture.linear(1.3, 0),
  "darker by 30 %": (picture) => picture.linear(0.7, 0),
  mirrored: (picture) => picture.flop(),
  "cropped, resized to 64, brighter, mirrored, JPEG 60": (picture, width, height) =>
    cut(picture, width, height, 0.015, 0.97).resize(64, 64).linear(1.15, 0).flop().jpeg({ quality: 60 }),
};

async function lookAt(bytes: Uint8Array): Promise<Looked> {
  const grey = await decodeBytes(bytes, { size: 32, channels: 1 });
  return { grey, hash: perceptualHash(grey) };
}

const percent = (share: number) => `${(100 * share).toFixed(1)} %`;

async function copiesOf(paths: readonly string[]): Promise<void> {
  for (const [name, copy] of Object.entries(copies)) {
    const pairs: { distance: number; alike: number }[] = [];
    for (const path of paths) {
      const bytes = readFileSync(path);
      const { width, height } = await sharp(bytes).metadata();
      const [original, copied] = await Promise.all([lookAt(bytes), copy(sharp(bytes), width, height).toBuffer().then(lookAt)]);
      const [straight, turned] = [hashDistance(original.hash, copied.hash), hashDistance(mirroredHash(original.hash), copied.hash)];
      const alike = likeness(original.grey, copied.grey, turned < straight);
      pairs.push({ distance: Math.min(straight, turned), alike });
    }
    const within = (most: number, least: number) =>
      percent(pairs.filter(({ distance, alike }) => distance <= most && alike >= least).length / pairs.length);
    console.log(`${name}: hash within ${distances.map((most) => `${most}: ${within(most, -1)}`).join(", ")}`);
    console.log(`  within 8, likeness from ${likenesses.map((least) => `${least}: ${within(8, least)}`).join(", ")}`);
  }
}

async function differentFaces(paths: readonly string[]): Promise<void> {
  const looked = await Promise.all(paths.map((path) => lookAt(readFileSync(path))));
  const hashes = Uint32Array.from(looked.flatMap(({ hash }) => [hash.high, hash.low]));
  const pairCount = (looked.length * (looked.length - 1)) / 2;
  const found = [...nearPairs(hashes, hashes, Math.max(...distances))]
    .flatMap(({ pairs }) => pairs)
    .filter(({ first, second }) => first < second);
  const began = performance.now();
  const near = found.map((pair) => ({
    ...pair,
    alike: likeness(looked[pair.first]!.grey, looked[pair.second]!.grey, pair.isMirrored),
  }));
  const milliseconds = (performance.now() - began) / found.length;
  console.log(`\n${looked.length} pictures, ${pairCount} pairs; a second look takes ${milliseconds.toFixed(2)} ms:`);
  for (const most of distances) {
    const within = near.filter(({ distance }) => distance <= most);
    const kept = likenesses.map((least) => `${least}: ${within.filter(({ alike }) => alike >= least).length}`);
    console.log(`  hash within ${most}: ${within.length}; of these with a likeness from ${kept.join(", ")}`);
  }
  const closest = near.filter(({ distance }) => distance <= 8).sort((a, b) => b.alike - a.alike);
  for (const { first, second, distance, isMirrored, alike } of closest.slice(0, 10)) {
    console.log(`    ${distance}${isMirrored ? " mirrored" : ""} ${alike.toFixed(3)} ${paths[first]} ${paths[second]}`);
  }
}

function speed(): void {
  const random = randomStream(1, "near-duplicates");
  const drawn = (count: number): Hashes => Uint32Array.from({ length: 2 * count }, () => random.integer(2 ** 32));
  const [small, large] = [drawn(20_000), drawn(1_000_000)];
  console.log("");
  for (const distance of [3, ...distances]) {
    const began = performance.now();
    let count = 0;
    for (const { pairs } of nearPairs(small, large, distance)) count += pairs.length;
    console.log(`1,000,000 hashes against 20,000 within ${distance}: ${((performance.now() - began) / 1000).toFixed(1)} s, ${count} pairs`);
  }
}

async function main(directory: string | undefined): Promise<void> {
  if (directory !== undefined) {
    const paths = readdirSync(directory)
      .sort()
      .map((name) => join(directory, name));
    const every = Math.max(1, Math.floor(paths.length / copiedCount));
    await copiesOf(paths.filter((_, index) => index % every === 0));
    await differentFaces(paths);
  }
  speed();
}

void main(process.argv[2]);
