import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { InputError } from "../../errors.ts";
import { apexOf, framesAround, peakFrames } from "./mmi-peak.ts";
import { xmlElements } from "./xml-elements.ts";

type Marker = readonly [frame: number | string, type: number | string];
const xmlOf = (units: readonly (readonly Marker[])[]) => {
  const texts = units.map(
    (markers, unit) =>
      `<ActionUnit Number="${unit}">${markers.map(([frame, type]) => `<Marker Frame="${frame}" Type="${type}"/>\n`).join("")}</ActionUnit>`,
  );
  return `<AUCoding>${texts.join("")}</AUCoding>`;
};
const apex = (units: readonly (readonly Marker[])[], frameCount = 100) => apexOf(xmlElements(xmlOf(units), "x.xml"), frameCount, "x.xml");
const phases = (start: number, end: number): Marker[] => [
  [1, 0],
  [start - 5, 1],
  [start, 2],
  [end, 3],
  [end + 5, 0],
];

describe("the apex of a film", () => {
  it("is where a unit's apex begins until its offset does, counted from 0", () => {
    expect(apex([phases(20, 30)])).toEqual({ start: 19, end: 29 });
  });

  it("is where most units are at theirs", () => {
    expect(apex([phases(20, 60), phases(40, 70), phases(50, 55)])).toEqual({ start: 49, end: 54 });
    expect(apex([phases(20, 60), phases(40, 70)])).toEqual({ start: 39, end: 59 });
  });

  it("is the longest of several, and the first of equal ones", () => {
    expect(apex([phases(20, 30), phases(40, 60)])).toEqual({ start: 39, end: 59 });
    expect(apex([phases(20, 30), phases(40, 50)])).toEqual({ start: 19, end: 29 });
  });

  it("may be coded frame by frame, in any order", () => {
    const frames: Marker[] = [22, 20, 21].map((frame) => [frame, 2]);
    expect(apex([[[1, 0], ...frames, [23, 3]]])).toEqual({ start: 19, end: 22 });
  });

  it("may last to the end of the film, which may lack a few frames", () => {
    expect(apex([[[90, 2]]])).toEqual({ start: 89, end: 100 });
    expect(
      apex([
        [
          [90, 2],
          [105, 3],
        ],
      ]),
    ).toEqual({ start: 89, end: 100 });
    expect(apex([[[105, 2]]])).toBeNull();
  });

  it("is nowhere where no unit has one", () => {
    expect(apex([])).toBeNull();
    expect(apex([[], [[3, 1]]])).toBeNull();
  });

  it.each<[Marker, string]>([
    [[111, 2], 'x.xml, line 1: found a marker with the Frame "111", expected 1 to 110. Unpack the session again; if the film'],
    [[0, 2], 'found a marker with the Frame "0", expected 1 to 110'],
    [["2.5", 2], 'found a marker with the Frame "2.5"'],
    [["", 2], 'found a marker with the Frame ""'],
    [[5, "apex"], 'found a marker with the Type "apex", expected 0 to 9'],
  ])("is refused with a marker %j", (marker, message) => {
    expect(() => apex([[marker]])).toThrow(InputError);
    expect(() => apex([[marker]])).toThrow(message);
  });

  it("lies within the film, whatever the markers are", () => {
    const marker = fc.tuple(fc.integer({ min: 1, max: 44 }), fc.integer({ min: 0, max: 3 }));
    fc.assert(
      fc.property(fc.array(fc.array(marker, { maxLength: 6 }), { maxLength: 4 }), (units) => {
        const found = apex(units, 40);
        if (found) expect(found.start >= 0 && found.start < found.end && found.end <= 40).toBe(true);
      }),
    );
  });
});

describe("frames around the middle", () => {
  it("are the middle one and its neighbours", () => {
    expect(framesAround({ start: 0, end: 11 }, 11)).toEqual([4, 5, 6]);
    expect(framesAround({ start: 20, end: 23 }, 100)).toEqual([20, 21, 22]);
    expect(framesAround({ start: 20, end: 24 }, 100)).toEqual([20, 21, 22]);
  });

  it("stay in the film and leave its first frame alone", () => {
    expect(framesAround({ start: 99, end: 100 }, 100)).toEqual([97, 98, 99]);
    expect(framesAround({ start: 0, end: 1 }, 100)).toEqual([1, 2, 3]);
    const film = fc
      .integer({ min: peakFrames + 1, max: 50 })
      .chain((count) => fc.tuple(fc.constant(count), fc.integer({ min: 0, max: count - 1 }), fc.integer({ min: 1, max: count })));
    fc.assert(
      fc.property(film, ([count, start, length]) => {
        const [first, ...rest] = framesAround({ start, end: Math.min(count, start + length) }, count);
        expect(first).toBeGreaterThanOrEqual(1);
        expect(rest).toEqual([first! + 1, first! + 2]);
        expect(rest[1]).toBeLessThan(count);
      }),
    );
  });
});
