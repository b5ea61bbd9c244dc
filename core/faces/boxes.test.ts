import { describe, expect, it } from "vitest";
import { partInside, probabilityOf, squareAround, withSidesMoved } from "./boxes.ts";

const box = { left: 10, top: 20, right: 30, bottom: 60, probability: 0.75 };

describe("withSidesMoved", () => {
  it("moves each side by its share of the box's size, which has a pixel more for R-Net and O-Net", () => {
    const shares = Float32Array.of(9, 0.5, -0.25, 0.125, 1);
    expect(withSidesMoved(box, shares, 1, 0)).toEqual({ left: 20, top: 10, right: 32.5, bottom: 100, probability: 0.75 });
    expect(withSidesMoved(box, shares, 1, 1)).toEqual({ left: 20.5, top: 9.75, right: 32.625, bottom: 101, probability: 0.75 });
  });
});

describe("squareAround", () => {
  it("widens the shorter side around the same middle", () => {
    expect(squareAround(box)).toEqual({ left: 0, top: 20, right: 40, bottom: 60, probability: 0.75 });
    expect(squareAround({ left: 0, top: 10, right: 40, bottom: 20, probability: 1 })).toMatchObject({
      left: 0,
      top: -5,
      right: 40,
      bottom: 35,
    });
  });
});

describe("partInside", () => {
  it("counts columns and rows from 1 and cuts fractions off", () => {
    expect(partInside({ ...box, left: 10.9, bottom: 60.9 }, 100, 100)).toEqual({ left: 9, top: 19, right: 30, bottom: 60 });
  });

  it("leaves away what lies outside of the picture", () => {
    expect(partInside({ ...box, left: -5.5, right: 130 }, 100, 50)).toEqual({ left: 0, top: 19, right: 100, bottom: 50 });
  });

  it("has nothing of a box that lies outside altogether, or is turned inside out", () => {
    expect(partInside(box, 9, 100)).toBeNull();
    expect(partInside({ ...box, right: -3 }, 100, 100)).toBeNull();
    expect(partInside({ ...box, top: 60, bottom: 20 }, 100, 100)).toBeNull();
  });
});

describe("probabilityOf", () => {
  it("is one half where no face and face are alike, and 0 and 1 where they are far apart", () => {
    expect([0, 40, -120].map(probabilityOf)).toEqual([0.5, 1, 0]);
    expect(probabilityOf(1)).toBeCloseTo(0.7310585786, 6);
    expect(probabilityOf(-1)).toBeCloseTo(0.2689414214, 6);
  });

  it("rounds the sum before the quotient, as PyTorch does: what lies between is equally likely", () => {
    const logOdds = 16.7; // exp(-16.7) is 5.6e-8, less than half a step above 1
    expect(Math.fround(1 / (1 + Math.exp(-logOdds)))).toBeLessThan(1);
    expect(probabilityOf(logOdds)).toBe(1);
  });
});
