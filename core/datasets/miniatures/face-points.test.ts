import { describe, expect, it } from "vitest";
import { sharp } from "../../images/sharp.ts";
import { drawnPoints } from "./face-points.ts";
import { type MiniatureFace, miniatureFace } from "./miniature.ts";

const face: MiniatureFace = { part: "points", index: 0, person: 0, expression: "surprise", size: 112, format: "png" };

/** Mean grey value of 5 x 5 pixels. */
function greyAt(pixels: Buffer, width: number, x: number, y: number): number {
  let sum = 0;
  for (let dy = -2; dy <= 2; dy++) for (let dx = -2; dx <= 2; dx++) sum += pixels[(Math.round(y) + dy) * width + Math.round(x) + dx]!;
  return sum / 25;
}

describe("the five points of a drawn face", () => {
  it("lie on the eyes, which are darker than the skin around them, also in a wide picture", async () => {
    const contrasts = { belowLeft: [], nearLeft: [], outsideLeft: [], belowRight: [], nearRight: [], outsideRight: [] } as Record<
      string,
      number[]
    >;
    for (let person = 0; person < 6; person++) {
      for (const [size, scale] of [
        [112, 1],
        [{ width: 300, height: 224 }, 2],
      ] as const) {
        const one = { ...face, person, index: person, size };
        const { data, info } = await sharp(await miniatureFace(1, one))
          .greyscale()
          .raw()
          .toBuffer({ resolveWithObject: true });
        const [ax, ay, bx, by] = drawnPoints(1, one) as [number, number, number, number];
        for (const [side, x, y, otherX] of [
          ["Left", ax, ay, bx],
          ["Right", bx, by, ax],
        ] as const) {
          const grey = greyAt(data, info.width, x, y);
          contrasts[`below${side}`]!.push(greyAt(data, info.width, x, y + 9 * scale) - grey);
          contrasts[`outside${side}`]!.push(greyAt(data, info.width, x + (x - otherX) / 2.5, y) - grey);
          contrasts[`near${side}`]!.push(greyAt(data, info.width, x + (otherX - x) / 4, y) - grey);
        }
      }
    }
    for (const list of Object.values(contrasts)) expect(list.reduce((a, b) => a + b) / list.length).toBeGreaterThan(15);
  });

  it("stand as in a face: eyes above the nose, the nose above the mouth, left before right", () => {
    const [leftX, leftY, rightX, rightY, noseX, noseY, cornerX, cornerY, otherX, otherY] = drawnPoints(1, face) as number[];
    expect([leftX! < noseX!, noseX! < rightX!, cornerX! < noseX!, noseX! < otherX!]).toEqual([true, true, true, true]);
    expect(Math.max(leftY!, rightY!)).toBeLessThan(noseY!);
    expect(noseY!).toBeLessThan(Math.min(cornerY!, otherY!));
  });

  it("move with the margins of the picture", () => {
    const square = drawnPoints(1, face);
    const wide = drawnPoints(1, { ...face, size: { width: 112 + 2 * 25, height: 112 } });
    const high = drawnPoints(1, { ...face, size: { width: 224, height: 224 + 2 * 7 } });
    for (let at = 0; at < 10; at += 2) {
      expect([wide[at], wide[at + 1]]).toEqual([square[at]! + 25, square[at + 1]]);
      expect([high[at], high[at + 1]]).toEqual([2 * square[at]!, 2 * square[at + 1]! + 7]);
    }
  });
});
