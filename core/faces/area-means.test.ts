import { describe, expect, it } from "vitest";
import { randomStream } from "../random.ts";
import { type Grid, type Part, pictureSums, writeAreaMeans } from "./area-means.ts";

function meansOf(pixels: number[], width: number, channels: number, part: Part, grid: Grid): number[] {
  const raster = { pixels: Uint8Array.from(pixels), width, height: pixels.length / width / channels, channels };
  const target = new Float32Array(grid.rows * grid.columns * channels);
  writeAreaMeans(pictureSums(raster), part, grid, target, 0);
  return Array.from(target, (value) => value * 128 + 127.5); // back to 0 to 255
}

/** PyTorch's adaptive_avg_pool2d, a loop over each area. */
function plainMeans(pixels: number[], width: number, channels: number, { left, top, right, bottom }: Part, { rows, columns }: Grid) {
  const means: number[] = [];
  const range = (index: number, length: number, count: number) => [
    Math.floor((index * length) / count),
    Math.ceil(((index + 1) * length) / count),
  ];
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const [firstY, endY] = range(row, bottom - top, rows) as [number, number];
      const [firstX, endX] = range(column, right - left, columns) as [number, number];
      for (let c = 0; c < channels; c++) {
        let sum = 0;
        for (let y = firstY; y < endY; y++)
          for (let x = firstX; x < endX; x++) sum += pixels[((top + y) * width + left + x) * channels + c]!;
        means.push(sum / (endY - firstY) / (endX - firstX));
      }
    }
  }
  return means;
}

describe("writeAreaMeans", () => {
  it("halves a picture by the mean of four pixels", () => {
    const picture = [10, 20, 1, 3, 30, 40, 5, 7];
    expect(meansOf(picture, 4, 1, { left: 0, top: 0, right: 4, bottom: 2 }, { rows: 1, columns: 2 })).toEqual([25, 4]);
  });

  it("counts a pixel that two means share in both, and repeats pixels where it enlarges", () => {
    expect(meansOf([10, 20, 60], 3, 1, { left: 0, top: 0, right: 3, bottom: 1 }, { rows: 1, columns: 2 })).toEqual([15, 40]);
    expect(meansOf([10, 20], 2, 1, { left: 0, top: 0, right: 2, bottom: 1 }, { rows: 2, columns: 4 })).toEqual([
      10, 10, 20, 20, 10, 10, 20, 20,
    ]);
  });

  it("brings 0 and 255 to -1 and 1", () => {
    const target = new Float32Array(3);
    writeAreaMeans(
      pictureSums({ pixels: Uint8Array.of(0, 255), width: 2, height: 1, channels: 1 }),
      { left: 0, top: 0, right: 2, bottom: 1 },
      { rows: 1, columns: 2 },
      target,
      1,
    );
    expect([...target]).toEqual([0, -0.99609375, 0.99609375]);
  });

  it.each([1, 2, 3])("gives what a plain loop gives for parts of colour pictures (seed %i)", (seed) => {
    const random = randomStream(seed, "area means");
    const [width, height] = [17 + random.integer(20), 11 + random.integer(20)];
    const pixels = Array.from({ length: width * height * 3 }, () => random.integer(256));
    const part = { left: random.integer(5), top: random.integer(5), right: width - random.integer(5), bottom: height - random.integer(5) };
    for (const grid of [
      { rows: 24, columns: 24 },
      { rows: 5, columns: 7 },
    ]) {
      const ours = meansOf(pixels, width, 3, part, grid);
      for (const [index, mean] of plainMeans(pixels, width, 3, part, grid).entries()) expect(ours[index]).toBeCloseTo(mean, 4);
    }
  });

  it("is exact where the sums of a large white picture wrap around", () => {
    const side = 4200; // 255 times its pixels is more than 32 bits hold
    const white = pictureSums({ pixels: new Uint8Array(side * side).fill(255), width: side, height: side, channels: 1 });
    const target = new Float32Array(1);
    writeAreaMeans(white, { left: 100, top: 100, right: side, bottom: side - 200 }, { rows: 1, columns: 1 }, target, 0);
    expect(target[0]).toBe(0.99609375);
  });
});
