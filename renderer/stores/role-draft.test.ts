import { describe, expect, it } from "vitest";
import { ckPlus, rafDb } from "./known-set.fixture.ts";
import { draftOf, followedDraft, planOf, setOfProject, togglePart, withMeaning } from "./role-draft.ts";

describe("what is chosen of a set for a role", () => {
  it("begins with the usual choices, and the usual parts that no other role has", () => {
    expect(draftOf(ckPlus, "test", [])).toEqual({
      setId: "set-ck",
      reader: "ck-plus",
      choices: { contempt: "leave-out" },
      parts: ["all"],
      fold: null,
      meanings: {},
    });
    expect(draftOf(rafDb, "anchor", []).parts).toEqual(["train"]);
    expect(draftOf(rafDb, "pool", ["train"]).parts).toEqual(["test"]);
  });

  it("is no plan until its folder was read with its choices", () => {
    const draft = draftOf(ckPlus, "test", []);
    expect(planOf(ckPlus, draft)).toMatchObject({ setId: "set-ck", parts: ["all"] });
    const kept = { ...draft, choices: { contempt: "keep" } };
    expect(planOf(ckPlus, kept)).toBeUndefined();
    const readings = [{ choices: { contempt: "keep" }, report: ckPlus.readings[0]!.report }, ...ckPlus.readings];
    expect(planOf({ ...ckPlus, readings }, kept)).toBeDefined();
  });

  it("takes and leaves parts, and what labels mean", () => {
    const draft = draftOf(rafDb, "anchor", []);
    expect(togglePart(draft, "test").parts).toEqual(["train", "test"]);
    expect(togglePart(draft, "train").parts).toEqual([]);
    const told = withMeaning(withMeaning(draft, "1", "none"), "4", "anger");
    expect(told.meanings).toEqual({ "1": "none", "4": "anger" });
    expect(withMeaning(told, "4", null).meanings).toEqual({ "1": "none" });
  });

  it("goes with its set, and begins anew when another reader reads it", () => {
    const draft = withMeaning(draftOf(rafDb, "anchor", []), "1", "none");
    expect(followedDraft(draft, "anchor", [ckPlus, rafDb], [])).toBe(draft);
    expect(followedDraft(draft, "anchor", [ckPlus], [])).toBeNull();
    const asFolders = { ...rafDb, reader: "class-folders" as const };
    expect(followedDraft(draft, "anchor", [asFolders], [])).toMatchObject({ reader: "class-folders", meanings: {} });
  });

  it("is asked for without meanings of words that the set has not, or of classes that are gone", () => {
    let draft = draftOf(ckPlus, "test", []);
    for (const [label, meaning] of Object.entries({ odd: "Fear", happy: "joy", smirk: "none" })) draft = withMeaning(draft, label, meaning);
    expect(setOfProject(ckPlus, draft, ["fear", "happiness"])).toEqual({
      setId: "set-ck",
      choices: { contempt: "leave-out" },
      parts: ["all"],
      fold: null,
      meanings: { odd: "Fear" },
    });
  });
});
