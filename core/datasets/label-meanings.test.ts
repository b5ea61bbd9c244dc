import { describe, expect, it } from "vitest";
import { meanLabels } from "./label-meanings.ts";

const meanings = [
  { label: "1", means: "surprise" },
  { label: "8", means: "contempt" },
  { label: "9", means: null },
  { label: "happy", means: "happiness" },
];
const meant = (labels: string[], edits: Record<string, string> = {}, classes?: string[]) =>
  meanLabels(labels, meanings, new Map(Object.entries(edits)), classes).map(({ means, from }) => [means, from]);

describe("what label words mean", () => {
  it("is said by the set, in any case, by a class of the same name, or by nobody", () => {
    expect(meant(["1", "HAPPY", "Anger", "8", "9", "smirk"])).toEqual([
      ["surprise", "set"],
      ["happiness", "set"],
      ["anger", "set"],
      ["contempt", "set"],
      [null, "set"],
      [null, "nobody"],
    ]);
  });

  it("is what the user says where the user says it", () => {
    expect(meant(["1", "smirk", "Happy"], { "1": "Fear", SMIRK: "contempt", happy: "none" })).toEqual([
      ["fear", "edit"],
      ["contempt", "edit"],
      [null, "edit"],
    ]);
  });

  it("is no class that the project has not", () => {
    expect(meant(["8", "Cat", "1"], { "1": "dog" }, ["cat", "dog"])).toEqual([
      [null, "set"],
      ["cat", "set"],
      ["dog", "edit"],
    ]);
  });

  it.each([
    [
      { smirk: "smug" },
      '--map: found the class "smug" for "smirk", expected surprise, fear, disgust, happiness, sadness, anger, neutral, contempt, or none. Name one of these.',
    ],
    [{ grin: "happiness" }, '--map: found the label "grin", expected a label of the set: 1, smirk. Write the label as the set does.'],
  ])("refuses %j", (edits, message) => {
    expect(() => meant(["1", "smirk"], edits as Record<string, string>)).toThrow(message);
  });
});
