import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { InputError } from "../../errors.ts";
import { serialiseSafetensors } from "./safetensors.ts";
import { parseWeightFile } from "./weight-file.ts";

const folder = join(import.meta.dirname, "fixtures");
const safetensors = serialiseSafetensors(
  { weight: { dtype: "F32", shape: [2, 3], values: Float32Array.of(1, 2, 3, 4, 5, 6) } },
  { a: "b" },
);
const files: [name: string, bytes: Uint8Array][] = [
  ...readdirSync(folder)
    .filter((name) => !name.endsWith(".json"))
    .map((name): [string, Uint8Array] => [name, readFileSync(join(folder, name))]),
  ["weights.safetensors", safetensors],
];
const mebibyte = 2 ** 20;

/** Refused with all that a user needs, or read into tensors whose numbers are as many as their shapes say, and not too many. */
function expectSound(bytes: Uint8Array): "refused" | "read" {
  try {
    const { tensors } = parseWeightFile(bytes, "w");
    let total = 0;
    for (const { shape, values } of Object.values(tensors)) {
      if (values.length !== shape.reduce((product, size) => product * size, 1)) throw new Error(`${values.length} numbers in [${shape}]`);
      total += values.byteLength;
    }
    expect(total).toBeLessThanOrEqual(64 * mebibyte + 8 * bytes.length);
    return "read";
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    const { file, found, expected, mend } = error.problem;
    if (file !== "w" || !found || !expected || !mend || error.message.length > 2000) throw error;
    return "refused";
  }
}

describe("a damaged file", () => {
  it.each(files.filter(([, bytes]) => bytes.length <= 4096))(
    "%s cut off at any byte is refused or sound",
    { timeout: 400000 },
    (_, bytes) => {
      let refused = 0;
      for (let length = 0; length < bytes.length; length++) if (expectSound(bytes.subarray(0, length)) === "refused") refused += 1;
      expect(refused / bytes.length).toBeGreaterThan(0.8); // a list of variables, as in .mat, may lose its last one and still be a list
    },
  );

  it.each(files.filter(([, bytes]) => bytes.length > 4096))(
    "%s cut off in many places is refused or sound",
    { timeout: 400000 },
    (_, bytes) => {
      for (let length = 0; length < bytes.length; length += 61) expectSound(bytes.subarray(0, length));
    },
  );

  it.each(files)("%s with bytes changed, cut out or doubled is refused or sound (seed 1)", { timeout: 400000 }, (_, bytes) => {
    const at = fc.nat(bytes.length - 1);
    const changed = fc.record({ kind: fc.constant("change" as const), at, values: fc.uint8Array({ minLength: 1, maxLength: 8 }) });
    const extreme = fc.record({
      kind: fc.constant("change" as const),
      at,
      values: fc
        .constantFrom([255, 255, 255, 255], [0, 0, 0, 128], [255, 255, 255, 127], [0, 0, 0, 0, 1, 0, 0, 0])
        .map((list) => Uint8Array.from(list)),
    });
    const moved = fc.record({ kind: fc.constantFrom("cut" as const, "double" as const), at, length: fc.integer({ min: 1, max: 64 }) });
    fc.assert(
      fc.property(fc.array(fc.oneof(changed, extreme, moved), { minLength: 1, maxLength: 6 }), (damages) => {
        let damaged = Buffer.from(bytes);
        for (const damage of damages) {
          const end = damage.kind === "change" ? damage.at : damage.at + damage.length;
          if (damage.kind === "change")
            damaged.set(damage.values.subarray(0, Math.max(0, damaged.length - damage.at)), Math.min(damage.at, damaged.length));
          else if (damage.kind === "cut") damaged = Buffer.concat([damaged.subarray(0, damage.at), damaged.subarray(end)]);
          else damaged = Buffer.concat([damaged.subarray(0, end), damaged.subarray(damage.at)]);
        }
        expectSound(damaged);
      }),
      { seed: 77, numRuns: 4000 },
    );
  });

  it("of any bytes", { timeout: 400000 }, () => {
    const starts = files.map(([, bytes]) => bytes.subarray(0, 132));
    const file = fc.tuple(fc.constantFrom(...starts), fc.nat(132), fc.uint8Array({ maxLength: 600 }));
    fc.assert(
      fc.property(file, ([start, length, rest]) => {
        expectSound(Buffer.concat([start.subarray(0, length), rest]));
      }),
      { seed: 78, numRuns: 40000 },
    );
  });
});
