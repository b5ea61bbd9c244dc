import { describe, expect, it } from "vitest";
import type { PixelForm } from "../images/decode.ts";
import { type Distortion, distort, distortionsOfUpdate } from "./distortion.ts";

const none: Distortion = { scale: 1, shiftX: 0, shiftY: 0, angle: 0, brightness: 1, contrast: 1, saturation: 1 };
const quarterTurn = Math.PI / 2;

function shown(face: number[], form: PixelForm, change: Partial<Distortion>): number[] {
  const into = new Uint8Array(face.length);
  distort(Uint8Array.from(face), form, { ...none, ...change }, into);
  return [...into];
}

/** [size, size] from the value of each place. */
const grey = (size: number, valueAt: (x: number, y: number) => number): number[] =>
  Array.from({ length: size * size }, (_, at) => valueAt(at % size, Math.floor(at / size)));
const rowOf = (face: number[], size: number, y: number): number[] => face.slice(y * size, (y + 1) * size);

describe("a distortion", () => {
  const noise = grey(9, (x, y) => (x * 83 + y * 151) % 256);
  const colourNoise = Array.from({ length: 9 * 9 * 3 }, (_, at) => (at * 37) % 256);

  it("of nothing shows the face as it is, and so does a whole turn", () => {
    expect(shown(noise, { size: 9, channels: 1 }, {})).toEqual(noise);
    expect(shown(colourNoise, { size: 9, channels: 3 }, {})).toEqual(colourNoise);
    expect(shown(noise, { size: 9, channels: 1 }, { angle: 4 * quarterTurn })).toEqual(noise);
    expect(shown(colourNoise, { size: 9, channels: 3 }, { angle: 4 * quarterTurn })).toEqual(colourNoise);
  });

  it.each([
    { corner: "left top", shiftX: -1, shiftY: -1, value: 10 },
    { corner: "right top", shiftX: 1, shiftY: -1, value: 20 },
    { corner: "left bottom", shiftX: -1, shiftY: 1, value: 30 },
    { corner: "right bottom", shiftX: 1, shiftY: 1, value: 40 },
  ])("crops the corner at the $corner", ({ shiftX, shiftY, value }) => {
    const quarters = grey(8, (x, y) => (y < 4 ? 10 : 30) + (x < 4 ? 0 : 10));
    expect(new Set(shown(quarters, { size: 8, channels: 1 }, { scale: 0.25, shiftX, shiftY }))).toEqual(new Set([value]));
  });

  it("enlarges what a crop leaves, pixels between pixels", () => {
    const ramp = grey(8, (x) => 20 * x);
    // The left half: columns 0 to 4 become 8, each half a column from the next.
    expect(rowOf(shown(ramp, { size: 8, channels: 1 }, { scale: 0.5, shiftX: -1 }), 8, 3)).toEqual([0, 5, 15, 25, 35, 45, 55, 65]);
  });

  it("turns clockwise about the middle", () => {
    const marked = grey(5, (x, y) => (x === 4 && y === 2 ? 200 : 0));
    const turned = shown(marked, { size: 5, channels: 1 }, { angle: quarterTurn });
    expect(turned).toEqual(grey(5, (x, y) => (x === 2 && y === 4 ? 200 : 0)));
  });

  it("keeps the colours of a pixel together when it turns", () => {
    const marked = new Array<number>(5 * 5 * 3).fill(0);
    marked.splice((2 * 5 + 4) * 3, 3, 200, 100, 50);
    const turned = shown(marked, { size: 5, channels: 3 }, { angle: quarterTurn });
    expect(turned.slice((4 * 5 + 2) * 3, (4 * 5 + 3) * 3)).toEqual([200, 100, 50]);
    expect(turned.reduce((sum, value) => sum + value)).toBe(350);
  });

  it("repeats the edge where a turn looks outside", () => {
    const flat = grey(8, () => 77);
    expect(shown(flat, { size: 8, channels: 1 }, { angle: quarterTurn / 2 })).toEqual(flat);
  });
});

describe("jitter", () => {
  const one = { size: 2, channels: 1 } as const;
  const colour = { size: 1, channels: 3 } as const;

  it("brightens by a factor, and cuts at white", () => {
    expect(shown([60, 100, 140, 250], one, { brightness: 1.2 })).toEqual([72, 120, 168, 255]);
  });

  it("spreads contrast about the mean, which it leaves, and cuts at black", () => {
    expect(shown([60, 100, 100, 140], one, { contrast: 1.5 })).toEqual([40, 100, 100, 160]);
    expect(shown([0, 40, 40, 80], one, { contrast: 1.5 })).toEqual([0, 40, 40, 100]);
  });

  it("spreads what brightness made", () => {
    expect(shown([50, 100, 100, 150], one, { brightness: 1.2, contrast: 0.5 })).toEqual([90, 120, 120, 150]);
  });

  it("takes colour out or adds to it, about the grey of a pixel", () => {
    // Grey: 0.299 * 200 + 0.587 * 100 + 0.114 * 0 = 118.5.
    expect(shown([200, 100, 0], colour, { saturation: 0 })).toEqual([118, 118, 118]);
    expect(shown([200, 100, 0], colour, { saturation: 0.5 })).toEqual([159, 109, 59]);
    expect(shown([90, 90, 90], colour, { saturation: 1.5 })).toEqual([90, 90, 90]);
  });

  it("leaves grey faces to brightness and contrast", () => {
    expect(shown([60, 100, 100, 140], one, { saturation: 0 })).toEqual([60, 100, 100, 140]);
  });

  it("of colours has the brightness and contrast that grey has", () => {
    const values = [60, 100, 100, 140];
    const rgb = values.flatMap((value) => [value, value, value]);
    const change = { brightness: 1.1, contrast: 1.3 };
    expect(shown(rgb, { size: 2, channels: 3 }, change)).toEqual(shown(values, one, change).flatMap((value) => [value, value, value]));
  });
});

describe("distortions of an update", () => {
  const recipe = { crop: 0.2, rotation: 10, jitter: 0.3 };

  it("are the same for the same seed and update, and others for another", () => {
    const drawn = distortionsOfUpdate(1, 12, 4, recipe);
    expect(drawn).toEqual(distortionsOfUpdate(1, 12, 4, recipe));
    expect(drawn).not.toEqual(distortionsOfUpdate(1, 13, 4, recipe));
    expect(drawn).not.toEqual(distortionsOfUpdate(2, 12, 4, recipe));
  });

  it("are none when the recipe asks for none", () => {
    expect(distortionsOfUpdate(1, 12, 4, { crop: 0, rotation: 0, jitter: 0 })).toBeNull();
  });

  it("leave alone what the recipe leaves at 0", () => {
    const [{ angle, brightness, scale }] = distortionsOfUpdate(1, 12, 1, { crop: 0, rotation: 0, jitter: 0.3 }) as [Distortion];
    expect(angle).toBeCloseTo(0);
    expect(scale).toBe(1);
    expect(brightness).not.toBe(1);
  });

  it("fill the ranges of the recipe and stay in them", () => {
    const drawn = distortionsOfUpdate(1, 12, 5000, recipe)!;
    const range = (of: (distortion: Distortion) => number) => {
      const values = drawn.map(of);
      return [Math.min(...values), Math.max(...values)].map((value) => Number(value.toFixed(1)));
    };
    expect(range(({ scale }) => scale)).toEqual([0.8, 1]);
    expect(range(({ angle }) => (angle * 180) / Math.PI)).toEqual([-10, 10]);
    expect(range(({ brightness }) => brightness)).toEqual([0.7, 1.3]);
    expect(range(({ contrast }) => contrast)).toEqual([0.7, 1.3]);
    expect(range(({ saturation }) => saturation)).toEqual([0.7, 1.3]);
    expect(range(({ shiftX }) => shiftX)).toEqual([-1, 1]);
    expect(range(({ shiftY }) => shiftY)).toEqual([-1, 1]);
    expect(Math.max(...drawn.map(({ scale }) => scale))).toBeLessThanOrEqual(1);
  });
});
