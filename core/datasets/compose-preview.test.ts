import { describe, expect, it } from "vitest";
import type { SetReport } from "../contract/set-views.ts";
import { contradictions, labelRows, type RolePlan, roleCounts } from "./compose-preview.ts";

const classes = ["surprise", "happiness", "anger"];

/** A set with the parts train and test; counts of a label are by part. */
function report(labels: Record<string, [number, number]>, unlabelled: [number, number] = [0, 0]): SetReport {
  const known: Record<string, string> = { "1": "surprise", happy: "happiness", angry: "anger", contempt: "contempt" };
  return {
    ...{ reader: "raf-db", title: "RAF-DB", layout: "its list", digest: "d0", count: 0, classes: [], subjects: 0, sequences: 0 },
    ...{ licence: { terms: "Ask.", show: "no", passOn: "no" }, leftOut: [], notes: [], parts: ["train", "test"], unlabelled },
    labels: Object.entries(labels).map(([label, counts]) => ({
      label,
      counts,
      means: known[label] ?? null,
      from: known[label] === undefined ? "nobody" : "set",
    })),
  };
}

const plan = (of: SetReport, parts: string[], changes: Partial<RolePlan> = {}): RolePlan => ({
  ...{ setId: "set-1", report: of, people: undefined, parts, fold: null, meanings: {} },
  ...changes,
});

const faces = report({ "1": [10, 3], happy: [20, 5], angry: [7, 2] });

describe("what a role will hold", () => {
  it("counts the chosen parts by class", () => {
    expect(roleCounts("anchor", plan(faces, ["train"]), classes)).toEqual({ byClass: [10, 20, 7], withoutClass: 0, leftOut: 0, total: 37 });
    expect(roleCounts("test", plan(faces, ["train", "test"]), classes).byClass).toEqual([13, 25, 9]);
  });

  it("leaves anchors without a class out, and keeps them in the pool", () => {
    const odd = report({ happy: [20, 0], contempt: [4, 0], smirk: [2, 0] }, [5, 0]);
    expect(roleCounts("anchor", plan(odd, ["train"]), classes)).toEqual({ byClass: [0, 20, 0], withoutClass: 0, leftOut: 11, total: 20 });
    expect(roleCounts("pool", plan(odd, ["train"]), classes)).toEqual({ byClass: [0, 20, 0], withoutClass: 11, leftOut: 0, total: 31 });
  });

  it("obeys what the user says a label means", () => {
    const meanings = { "1": "none", angry: "surprise" };
    expect(roleCounts("test", plan(faces, ["test"], { meanings }), classes)).toMatchObject({ byClass: [2, 5, 0], leftOut: 3 });
  });
});

describe("the words of a set", () => {
  it("that nobody knows come first, also once they were given a class; words without pictures are left out", () => {
    const odd = report({ "1": [1, 0], smirk: [2, 0], angry: [0, 9], grin: [3, 0] });
    const rows = labelRows(plan(odd, ["train"], { meanings: { grin: "happiness" } }), classes);
    expect(rows).toEqual([
      { label: "smirk", means: null, from: "nobody", count: 2 },
      { label: "grin", means: "happiness", from: "edit", count: 3 },
      { label: "1", means: "surprise", from: "set", count: 1 },
    ]);
  });

  it("mean a class of the same name in a project of other classes, and none where it lacks theirs", () => {
    const own = plan(report({ smirk: [2, 0], happy: [4, 0] }), ["train"]);
    expect(labelRows(own, ["Smirk", "grin"])).toEqual([
      { label: "smirk", means: "Smirk", from: "set", count: 2 },
      { label: "happy", means: null, from: "set", count: 4 },
    ]);
  });
});

describe("what stands against a data set", () => {
  const pool = plan(report({}, [50, 0]), ["train"], { setId: "set-2" });
  const whole = { anchor: plan(faces, ["train"]), pool, test: plan(faces, ["test"]) };

  it("is nothing where each role has pictures and each class anchors", () => {
    expect(contradictions(whole, classes)).toEqual([]);
  });

  it("is a role without a set, without a part, or without a picture that has a class", () => {
    expect(contradictions({ ...whole, pool: null }, classes)).toEqual([{ kind: "no-set", role: "pool" }]);
    expect(contradictions({ ...whole, test: plan(faces, []) }, classes)).toEqual([{ kind: "no-part", role: "test", canFold: false }]);
    const unlabelled = plan(report({}, [50, 0]), ["train"], { setId: "set-3" });
    expect(contradictions({ ...whole, test: unlabelled }, classes)).toEqual([{ kind: "no-picture", role: "test" }]);
  });

  it("is a part of one set in two roles, and not parts of one name in two sets", () => {
    expect(contradictions({ ...whole, test: plan(faces, ["train", "test"]) }, classes)).toEqual([
      { kind: "part-twice", part: "train", title: "RAF-DB", roles: ["anchor", "test"], canFold: false },
    ]);
    expect(contradictions({ ...whole, test: plan(faces, ["train"], { setId: "set-4" }) }, classes)).toEqual([]);
  });

  it("is a class that no anchor has", () => {
    const anchor = plan(faces, ["train"], { meanings: { angry: "none" } });
    expect(contradictions({ ...whole, anchor }, classes)).toEqual([{ kind: "no-anchors", classes: ["anger"], isFold: false }]);
  });
});

describe("a set that a fold of its people splits", () => {
  // Two pictures a class of each of three people, in one part; C has no anger, and 4 of A's are contempt.
  const faces = { ...report({ "1": [6, 0], happy: [6, 0], angry: [4, 0], contempt: [4, 0] }, [9, 0]), subjects: 3 };
  const people = {
    subjects: ["C", "A", "B"],
    subject: [1, 1, 1, 1, 2, 2, 2, 0, 0],
    label: [0, 1, 2, 3, 0, 1, 2, 0, 1],
    part: [0, 0, 0, 0, 0, 0, 0, 0, 0],
    pictures: [2, 2, 2, 4, 2, 2, 2, 2, 2],
  };
  const without = (index: number, side: "train" | "test") => ({ protocol: "leave-one-subject-out" as const, index, side });
  const side = (index: number, which: "train" | "test", changes: Partial<RolePlan> = {}) =>
    plan(faces, ["train"], { people, fold: without(index, which), ...changes });
  const pool = plan(report({}, [50, 0]), ["train"], { setId: "set-2" });

  it("has on each side the labelled pictures of its people", () => {
    expect(roleCounts("anchor", side(0, "train"), classes)).toEqual({ byClass: [4, 4, 2], withoutClass: 0, leftOut: 0, total: 10 });
    expect(roleCounts("test", side(0, "test"), classes)).toEqual({ byClass: [2, 2, 2], withoutClass: 0, leftOut: 4, total: 6 });
  });

  it("plays anchors and tests without a contradiction, by the two sides of one fold alone", () => {
    expect(contradictions({ anchor: side(2, "train"), pool, test: side(2, "test") }, classes)).toEqual([]);
    const twice = { kind: "part-twice", part: "train", title: "RAF-DB", roles: ["anchor", "test"], canFold: true };
    for (const test of [side(1, "test"), side(2, "train"), side(2, "test", { fold: null })])
      expect(contradictions({ anchor: side(2, "train"), pool, test }, classes)).toContainEqual(twice);
    const all = plan(faces, ["train"], { people });
    expect(contradictions({ anchor: side(2, "train"), pool: all, test: side(2, "test") }, classes)).toMatchObject([
      { kind: "part-twice", roles: ["anchor", "pool"], canFold: false },
      { kind: "part-twice", roles: ["pool", "test"], canFold: true },
    ]);
  });

  it("is told that a fold would do where a part is left for one role only", () => {
    const test = plan(faces, [], { people });
    expect(contradictions({ anchor: plan(faces, ["train"], { people }), pool, test }, classes)).toEqual([
      { kind: "no-part", role: "test", canFold: true },
    ]);
  });

  it("needs a fold that there is, and people who show every class", () => {
    expect(contradictions({ anchor: side(3, "train"), pool, test: side(3, "test") }, classes)).toEqual([
      { kind: "no-fold", role: "anchor" },
      { kind: "no-fold", role: "test" },
    ]);
    const meanings = { angry: "none", contempt: "anger" };
    expect(contradictions({ anchor: side(0, "train", { meanings }), pool, test: side(0, "test") }, classes)).toEqual([
      { kind: "no-anchors", classes: ["anger"], isFold: true },
    ]);
  });
});
