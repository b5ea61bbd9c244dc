import { describe, expect, it } from "vitest";
import { type ActionUnitName, type ActionUnits, actionUnitNames } from "./action-units.ts";
import { type Causes, causesOf } from "./causes.ts";
import { demonstrationFaces, difficulties } from "./demonstration.ts";
import { drawFace } from "./draw-face.ts";
import { hairStyles, identityOf } from "./identity.ts";
import { mouthShape } from "./mouth.ts";
import { headPose } from "./pose.ts";
import { sitterOf } from "./sitter.ts";
import { outline } from "./svg.ts";

const atRest = Object.fromEntries(actionUnitNames.map((name) => [name, 0])) as ActionUnits;
/** A frontal face in the middle of the picture that shows nothing, but for what is given. */
function causes(given: Partial<Causes> = {}): Causes {
  const drawn = causesOf(1, "test", 0, 0, "neutral", difficulties.posed);
  return { ...drawn, units: atRest, asymmetry: 0, yaw: 0, pitch: 0, roll: 0, zoom: 1, shiftX: 0, shiftY: 0, occlusion: "none", ...given };
}
const mouthOf = (units: Partial<Record<ActionUnitName, number>>, asymmetry = 0) =>
  mouthShape(sitterOf(identityOf(1, 0), causes({ units: { ...atRest, ...units }, asymmetry })));

describe("headPose", () => {
  it("puts the middle of the face into the middle of the picture and keeps its sides even", () => {
    const { place } = headPose(causes());
    expect(place(0, 0)[0]).toBe(56);
    expect(place(20, 0)[0] - 56).toBeCloseTo(56 - place(-20, 0)[0], 5);
  });

  it("moves the nose to the right of the picture when the head turns right, and narrows that side", () => {
    const { place } = headPose(causes({ yaw: 20 }));
    const [left, tip, right] = [place(-20, 0)[0], place(0, 0, 8)[0], place(20, 0)[0]];
    expect(tip - left).toBeGreaterThan(1.5 * (right - tip));
  });

  it("moves the nose down when the head nods, and leans the head with roll", () => {
    expect(headPose(causes({ pitch: 15 })).place(0, 14, 8)[1]).toBeGreaterThan(headPose(causes()).place(0, 14, 8)[1]);
    const { place } = headPose(causes({ roll: 10 }));
    expect(place(20, 0)[1]).toBeGreaterThan(place(-20, 0)[1]);
  });
});

describe("mouthShape", () => {
  const rest = mouthOf({});

  it("pulls both corners up and out with AU12, and down with AU15", () => {
    const [smile, frown] = [mouthOf({ au12: 1 }), mouthOf({ au15: 1 })];
    for (const side of [-1, 1] as const) {
      expect(smile.corner(side).y).toBeLessThan(rest.corner(side).y - 3);
      expect(side * smile.corner(side).x).toBeGreaterThan(side * rest.corner(side).x + 2);
      expect(frown.corner(side).y).toBeGreaterThan(rest.corner(side).y + 3);
    }
  });

  it("opens with AU25, further with AU26 and furthest with AU27", () => {
    const gap = (units: Partial<ActionUnits>) => mouthOf(units).lowerInner - mouthOf(units).upperInner;
    const gaps = [gap({}), gap({ au25: 1 }), gap({ au25: 1, au26: 1 }), gap({ au25: 1, au27: 1 })];
    expect(gaps).toEqual([...gaps].sort((a, b) => a - b));
    expect(gaps[0]).toBe(0);
  });

  it("shows more on one side of an asymmetric face", () => {
    const crooked = mouthOf({ au12: 1 }, 0.5);
    expect(crooked.corner(1).y).toBeLessThan(crooked.corner(-1).y);
  });
});

describe("outline", () => {
  it("passes through all its points and returns to the first", () => {
    const path = outline([[0, 0], [9, 0], [9, 6], [0, 6]]); // biome-ignore format: a rectangle reads better in one line
    for (const point of ["9,0 ", "9,6 ", "0,6 ", "0,0 "].map((text) => text.trim())) expect(path).toContain(` ${point}`);
    expect(path.startsWith("M0,0C")).toBe(true);
  });
});

describe("drawFace", () => {
  it("writes sound numbers for every face, however it is turned and whatever it wears", () => {
    const faces = demonstrationFaces(5, 0.03);
    expect(new Set(faces.map(({ causes: { person } }) => identityOf(5, person).hairStyle)).size).toBe(hairStyles.length);
    const unsound = faces.filter((face) =>
      /NaN|undefined|null|Infinity|\de-/.test(drawFace(identityOf(5, face.causes.person), face.causes)),
    );
    expect(unsound.map(({ file }) => file)).toEqual([]);
  });

  it("draws different expressions of one person differently", () => {
    const shown = (units: Partial<ActionUnits>) => drawFace(identityOf(1, 3), causes({ units: { ...atRest, ...units } }));
    expect(new Set([shown({}), shown({ au4: 1 }), shown({ au12: 1 }), shown({ au1: 1, au2: 1 })]).size).toBe(4);
  });
});
