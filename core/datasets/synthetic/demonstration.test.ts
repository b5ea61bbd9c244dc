import { describe, expect, it } from "vitest";
import { basicExpressions } from "../../classes.ts";
import { prototypes } from "./action-units.ts";
import { causesHeader, causesLine } from "./causes.ts";
import { demonstrationFaces, type PartName } from "./demonstration.ts";
import { identityOf } from "./identity.ts";

const faces = demonstrationFaces(1);
const ofPart = (part: PartName) => faces.filter((face) => face.part === part);

describe("the demonstration data set", () => {
  it("has the counts that the documents name", () => {
    expect(["anchor", "test", "pool", "second-domain"].map((part) => ofPart(part as PartName).length)).toEqual([1400, 700, 6000, 350]);
  });

  it("is the same for the same seed, cause by cause, and another for another", () => {
    expect(demonstrationFaces(1)).toEqual(faces);
    expect(demonstrationFaces(2)[0]!.causes).not.toEqual(faces[0]!.causes);
  });

  it("never shows a person in two parts", () => {
    const partOfPerson = new Map<number, string>();
    for (const { part, causes } of faces)
      expect(partOfPerson.set(causes.person, partOfPerson.get(causes.person) ?? part).get(causes.person)).toBe(part);
  });

  it("balances the anchors roughly and leaves the pool as unbalanced as the wild", () => {
    const count = (part: PartName, expression: string) => ofPart(part).filter(({ causes }) => causes.expression === expression).length;
    for (const expression of basicExpressions) expect(count("anchor", expression)).toBeGreaterThan(140);
    expect(count("pool", "neutral")).toBeGreaterThan(5 * count("pool", "fear"));
  });

  it("holds every class in every part, however small", () => {
    const small = demonstrationFaces(1, 0.001);
    for (const part of ["anchor", "test", "pool"]) {
      const shown = new Set(small.filter((face) => face.part === part).map(({ causes }) => causes.expression));
      expect([...shown].sort()).toEqual([...basicExpressions].sort());
    }
  });

  it("moves the muscles of the expression: a strong smile pulls the lip corners, a strong frown the brows", () => {
    const mean = (expression: string, unit: "au4" | "au12") => {
      const strong = ofPart("anchor").filter(
        ({ causes }) => causes.expression === expression && causes.intensity > 0.8 && causes.blend === 0,
      );
      return strong.reduce((sum, { causes }) => sum + causes.units[unit], 0) / strong.length;
    };
    expect(mean("happiness", "au12")).toBeGreaterThan(0.7);
    expect(mean("anger", "au4")).toBeGreaterThan(0.7);
    expect(mean("neutral", "au12")).toBeLessThan(0.2);
    expect(Object.keys(prototypes).sort()).toEqual([...basicExpressions].sort());
  });

  it("writes a cause for every column of causes.csv", () => {
    const { file, causes } = faces[0]!;
    expect(causesLine(file, causes).split(",")).toHaveLength(causesHeader.split(",").length);
  });

  it("gives a person the same face in every picture", () => {
    expect(identityOf(1, 7)).toEqual(identityOf(1, 7));
    expect(identityOf(1, 8)).not.toEqual(identityOf(1, 7));
  });
});
