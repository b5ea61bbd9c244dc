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
  ...{ setId: "set-1", report: of, parts, meanings: {} },
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
    const rows = labelRows({ report: odd, parts: ["train"], meanings: { grin: "happiness" } }, classes);
    expect(rows).toEqual([
      { label: "smirk", means: null, from: "nobody", count: 2 },
      { label: "grin", means: "happiness", from: "edit", count: 3 },
      { label: "1", means: "surprise", from: "set", count: 1 },
    ]);
  });

  it("mean a class of the same name in a project of other classes, and none where it lacks theirs", () => {
    const own = { report: report({ smirk: [2, 0], happy: [4, 0] }), parts: ["train"], meanings: {} };
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
    expect(contradictions({ ...whole, test: plan(faces, []) }, classes)).toEqual([{ kind: "no-part", role: "test" }]);
    const unlabelled = plan(report({}, [50, 0]), ["train"], { setId: "set-3" });
    expect(contradictions({ ...whole, test: unlabelled }, classes)).toEqual([{ kind: "no-picture", role: "test" }]);
  });

  it("is a part of one set in two roles, and not parts of one name in two sets", () => {
    expect(contradictions({ ...whole, test: plan(faces, ["train", "test"]) }, classes)).toEqual([
      { kind: "part-twice", part: "train", title: "RAF-DB", roles: ["anchor", "test"] },
    ]);
    expect(contradictions({ ...whole, test: plan(faces, ["train"], { setId: "set-4" }) }, classes)).toEqual([]);
  });

  it("is a class that no anchor has", () => {
    const anchor = plan(faces, ["train"], { meanings: { angry: "none" } });
    expect(contradictions({ ...whole, anchor }, classes)).toEqual([{ kind: "no-anchors", classes: ["anger"] }]);
  });
});
