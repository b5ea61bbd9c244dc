import { describe, expect, it } from "vitest";
import { randomStream } from "../random.ts";
import { leastLikeness, likeness } from "./second-look.ts";

const size = 32;

/** A landscape of many waves, seen through a window: scaled around the middle and moved, as a crop does. */
function scene(seed: number, { scale = 1, right = 0, down = 0, gain = 1 } = {}): Uint8Array {
  const random = randomStream(seed, "scene");
  const waves = Array.from({ length: 30 }, () => [random.uniform() * 2 - 1, random.uniform() * 2 - 1, 6.3 * random.uniform()] as const);
  return Uint8Array.from({ length: size * size }, (_, place) => {
    const x = ((place % size) - 15.5) * scale + right;
    const y = (Math.floor(place / size) - 15.5) * scale + down;
    return 128 + gain * waves.reduce((sum, [u, v, phase]) => sum + 8 * Math.sin(u * x + v * y + phase), 0);
  });
}
const mirrored = (grey: Uint8Array) => grey.map((_, place) => grey[place - 2 * (place % size) + size - 1]!);

describe("the second look", () => {
  it("finds a photograph again that was cropped by 3 % at two sides and dimmed", () => {
    const cropped = scene(1, { scale: 0.97, right: -0.48, down: -0.48, gain: 0.7 });
    expect(likeness(scene(1), cropped, false)).toBeGreaterThan(leastLikeness);
  });

  it("finds its mirror image, and only when told that it is one", () => {
    expect(likeness(scene(2), mirrored(scene(2)), true)).toBeCloseTo(1, 6);
    expect(likeness(scene(2), mirrored(scene(2)), false)).toBeLessThan(0.5);
  });

  it("tells pictures of the same light apart by their detail", () => {
    const light = (x: number, y: number) => 5 * x + 2 * y;
    const lit = (seed: number) =>
      scene(seed, { gain: 0.2 }).map((value, place) => value - 128 + 20 + light(place % size, Math.floor(place / size)));
    expect(likeness(lit(3), lit(4), false)).toBeLessThan(0.5);
  });

  it("finds nothing like a flat picture, itself included", () => {
    const flat = new Uint8Array(size * size).fill(90);
    expect(likeness(flat, flat, false)).toBe(0);
    expect(likeness(flat, scene(1), false)).toBe(0);
  });
});
