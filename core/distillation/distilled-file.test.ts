import { createHash } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, describe, expect, it } from "vitest";
import { InputError } from "../errors.ts";
import { parseSafetensors, readSafetensors, type SafetensorsFile, serialiseSafetensors } from "../networks/weights/safetensors.ts";
import { pixelScaleOf, readDistilled, writeDistilled } from "./distilled-file.ts";
import { distilledSet, madeForCompact, madeForFaces } from "./distilled-set.fixture.ts";
import type { DistilledSet, MadeFor } from "./distilled-set.ts";

const folder = mkdtempSync(join(tmpdir(), "omnifer-distilled-file-"));
afterAll(() => rmSync(folder, { recursive: true }));
const path = join(folder, "distilled.safetensors");

async function fileOf(set: DistilledSet, made: MadeFor): Promise<SafetensorsFile> {
  await writeDistilled(path, set, made);
  return readSafetensors(path);
}

describe("a file of distilled images", () => {
  it("gives back every number, label, step size and text, of sets of any size (seed 1)", async () => {
    const sizes = fc.record({
      made: fc.constantFrom(madeForCompact, madeForFaces),
      steps: fc.integer({ min: 1, max: 4 }),
      repeats: fc.integer({ min: 1, max: 4 }),
      isSoft: fc.boolean(),
      values: fc.array(fc.float({ noNaN: true, noDefaultInfinity: true }), { minLength: 1, maxLength: 50 }),
      extra: fc.dictionary(
        fc.string({ minLength: 1 }).filter((name) => name !== "__proto__"),
        fc.string(),
      ),
    });
    await fc.assert(
      fc.asyncProperty(sizes, async ({ made, steps, repeats, isSoft, values, extra }) => {
        const set = distilledSet(made, steps, repeats, isSoft);
        set.images.set(values);
        const any = join(folder, "any.safetensors");
        await writeDistilled(any, set, made, extra);
        expect(await readDistilled(any)).toEqual({ set, made, metadata: extra });
      }),
      { seed: 1, numRuns: 15 },
    );
  });

  it("has PyTorch's order of axes: channel planes, step sizes by repeat and step", async () => {
    const set = distilledSet(madeForFaces, 2, 3);
    const { images, labels, step_sizes } = (await fileOf(set, madeForFaces)).tensors;
    expect([images!.shape, labels!.shape, step_sizes!.shape]).toEqual([[4, 3, 32, 32], [4], [3, 2]]);
    const green = (image: number, row: number, column: number) => images!.values[((image * 3 + 1) * 32 + row) * 32 + column];
    expect(green(2, 5, 7)).toBe(set.images[((2 * 32 + 5) * 32 + 7) * 3 + 1]);
    expect(Array.from(labels!.values, Number)).toEqual([0, 1, 0, 1]);
  });

  it.each([madeForCompact, madeForFaces])("says how its images become pixels of 0 to 1, whatever unit the network has", async (made) => {
    const { tensors } = await fileOf(distilledSet(made), made);
    const { unit, mean, deviation } = made.network.normalisation;
    for (const [channel, byte] of [0, 100, 255].slice(0, mean.length).entries()) {
      const seen = (byte / unit - mean[channel]!) / deviation[channel]!; // what the network is fed
      const shown = seen * Number(tensors.std!.values[channel]) + Number(tensors.mean!.values[channel]);
      expect(shown).toBeCloseTo(byte / 255, 6);
    }
  });

  it("names its bytes by their digest, and its network's", async () => {
    const { digest } = await writeDistilled(path, distilledSet(madeForCompact), madeForCompact);
    expect(digest).toBe(createHash("sha256").update(readFileSync(path)).digest("hex"));
    expect((await readSafetensors(path)).metadata.network_digest).toBe("a".repeat(64));
    expect((await fileOf(distilledSet(madeForFaces), madeForFaces)).metadata).not.toHaveProperty("network_digest");
  });

  it.each<[string, (set: DistilledSet) => Partial<DistilledSet>, string]>([
    ["NaN", ({ images }) => ({ images: images.map((value, at) => (at === 300 ? Number.NaN : value)) }), 'tensor "images", image 1 has NaN'],
    ["a step of zero", ({ stepSizes }) => ({ stepSizes: stepSizes.map((size, at) => (at === 4 ? 0 : size)) }), "step 4 has 0"],
    ["an unknown class", ({ labels }) => ({ labels: labels.map(() => 3) }), "class 3, not 0 to 2"],
    ["half a gradient step", () => ({ gradientSteps: 4 }), "6 images"],
    ["too few step sizes", () => ({ repeats: 2 }), "6 step sizes"],
  ])("is not written with %s, so that the last good one stays", async (_, change, words) => {
    const set = distilledSet(madeForCompact);
    const { digest } = await writeDistilled(path, set, madeForCompact);
    await expect(writeDistilled(path, { ...set, ...change(set) }, madeForCompact)).rejects.toThrow(words);
    expect(createHash("sha256").update(readFileSync(path)).digest("hex")).toBe(digest);
  });
});

describe("a file of distilled images from elsewhere", () => {
  const refusals: [string, (file: SafetensorsFile) => void, string][] = [
    ["without images", ({ tensors }) => delete tensors.images, 'found nothing at tensor "images"'],
    [
      "of weights",
      (file) => {
        file.metadata = { network: "compact" };
      },
      "expected a file of distilled images",
    ],
    [
      "of a later version",
      ({ metadata }) => {
        metadata.format_version = "2";
      },
      "Open it with a newer workbench",
    ],
    [
      "with a network of no name",
      ({ metadata }) => {
        metadata.network = '{"name":"lenet"}';
      },
      "network",
    ],
    [
      "with a network that is no JSON",
      ({ metadata }) => {
        metadata.network = "{";
      },
      "as JSON",
    ],
    [
      "for pictures of another size",
      ({ metadata }) => {
        metadata.network = metadata.network!.replace("16", "17");
      },
      "[6,1,17,17]",
    ],
    [
      "with a class beyond its list",
      ({ tensors }) => {
        tensors.labels!.values[2] = 3n;
      },
      'class 3 at tensor "labels", image 2',
    ],
    [
      "with a class that no int32 holds",
      ({ tensors }) => {
        tensors.labels!.values[1] = 2n ** 32n;
      },
      "class 4294967296",
    ],
    [
      "with an infinite pixel",
      ({ tensors }) => {
        tensors.images!.values[700] = Number.POSITIVE_INFINITY;
      },
      "Infinity at tensor",
    ],
    [
      "with a negative step",
      ({ tensors }) => {
        tensors.step_sizes!.values[0] = -1;
      },
      'found -1 at tensor "step_sizes", step 0',
    ],
    [
      "with another number of repeats",
      ({ metadata }) => {
        metadata.repeats = "2";
      },
      "expected F32 [2,2]",
    ],
    [
      "with no gradient steps",
      ({ metadata }) => {
        metadata.gradient_steps = "0";
      },
      'gradient_steps "0"',
    ],
    [
      "with soft labels that are logits",
      ({ tensors }) => {
        tensors.soft_labels!.values[1] = 3;
      },
      "probabilities of the classes",
    ],
    [
      "with a soft label below zero",
      ({ tensors }) => {
        (tensors.soft_labels!.values as Float32Array).set([-1, 1, 1]);
      },
      'found [-1,1,1] at tensor "soft_labels", image 0',
    ],
    [
      "with a mean that its network denies",
      ({ tensors }) => {
        tensors.mean!.values[0] = 127.5;
      },
      "expected [0.5]",
    ],
    [
      "with half a digest",
      ({ metadata }) => {
        metadata.network_digest = "abc";
      },
      "64 hexadecimal digits",
    ],
  ];
  it.each(refusals)("%s is refused with the place", async (_, damage, words) => {
    const file = await fileOf(distilledSet(madeForCompact, 2, 3, true), madeForCompact);
    damage(file);
    writeFileSync(path, serialiseSafetensors(file.tensors, file.metadata));
    const refused = readDistilled(path);
    await expect(refused).rejects.toThrow(InputError);
    await expect(refused).rejects.toThrow(words);
    await expect(refused).rejects.toMatchObject({ problem: { file: "distilled.safetensors" } });
  });

  it("is refused with an InputError or read whole, whatever was done to its bytes (seed 1)", async () => {
    await writeDistilled(path, distilledSet(madeForCompact, 1, 2, true), madeForCompact);
    const whole = readFileSync(path);
    const headerEnd = 8 + Number(whole.readBigUInt64LE(0));
    const place = fc.oneof(fc.nat(headerEnd), fc.nat(whole.length - 1)); // half of the damage in the few bytes of the header
    const damage = fc.tuple(
      fc.array(fc.tuple(place, fc.nat(255)), { maxLength: 4 }),
      fc.oneof(fc.constant(whole.length), fc.nat(whole.length)),
    );
    const other = join(folder, "damaged.safetensors");
    await fc.assert(
      fc.asyncProperty(damage, async ([changes, length]) => {
        const bytes = Buffer.from(whole);
        for (const [at, value] of changes) bytes[at] = value;
        writeFileSync(other, bytes.subarray(0, length));
        try {
          const { set } = await readDistilled(other);
          expect(set.images.every(Number.isFinite) && set.stepSizes.every((size) => size > 0)).toBe(true);
          expect(Object.keys(parseSafetensors(bytes.subarray(0, length), "whole").tensors)).toContain("images");
        } catch (error) {
          expect(error).toBeInstanceOf(InputError);
        }
      }),
      { seed: 1, numRuns: 300 },
    );
  });

  it("that is not there is said to be missing", async () => {
    await expect(readDistilled(join(folder, "none.safetensors"))).rejects.toThrow("none.safetensors: found no readable file");
  });
});

it("a network whose pixels are 0 to 255 and one whose pixels are 0 to 1 give the same scale for the same normalisation", () => {
  const ofUnits = pixelScaleOf({ unit: 255, mean: [0.5], deviation: [0.25] });
  expect(pixelScaleOf({ unit: 1, mean: [127.5], deviation: [63.75] })).toEqual(ofUnits);
  expect(ofUnits).toEqual({ mean: Float32Array.of(0.5), deviation: Float32Array.of(0.25) });
});
