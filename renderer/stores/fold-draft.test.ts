import { describe, expect, it } from "vitest";
import type { Split } from "../../core/contract/dataset-summary.ts";
import { besideFold, type FoldOfPeople, followFold, withFold } from "./fold-draft.ts";
import { ckPlus, rafDb, webFaces } from "./known-set.fixture.ts";
import { draftOf, type RoleDraft, togglePart } from "./role-draft.ts";

type Drafts = Record<Split, RoleDraft | null>;
const none: Drafts = { anchor: null, pool: null, test: null };
const second: FoldOfPeople = { protocol: "subject-ten-fold", index: 1 };

/** RAF-DB in both roles, if only somebody knew its people. */
const both = (): Drafts => ({ ...none, anchor: draftOf(rafDb, "anchor", []), test: draftOf(rafDb, "test", ["train"]) });

describe("a fold of people in a draft", () => {
  it("has the side of its role, and all parts that are trained or tested on", () => {
    const parts = ["train", "test"];
    expect(withFold(rafDb, draftOf(rafDb, "anchor", []), "anchor", second)).toMatchObject({ parts, fold: { ...second, side: "train" } });
    expect(withFold(rafDb, draftOf(rafDb, "test", []), "test", second)).toMatchObject({ parts, fold: { ...second, side: "test" } });
    expect(withFold(rafDb, draftOf(rafDb, "pool", []), "pool", second).fold).toBeNull();
  });

  it("keeps parts that were taken away while another fold is chosen", () => {
    const chosen = togglePart(withFold(rafDb, draftOf(rafDb, "anchor", []), "anchor", second), "test");
    expect(withFold(rafDb, chosen, "anchor", { ...second, index: 4 }).parts).toEqual(["train"]);
  });
});

describe("two roles that one set plays", () => {
  it("take the two sides of one fold; a change of it in one is a change in both", () => {
    const drafts = both();
    const folded = followFold(rafDb, drafts, "test", withFold(rafDb, drafts.test!, "test", second));
    expect(folded.anchor).toMatchObject({ parts: ["train", "test"], fold: { ...second, side: "train" } });
    const fewer = followFold(rafDb, folded, "anchor", togglePart(folded.anchor!, "train"));
    expect([fewer.anchor!.parts, fewer.test!.parts]).toEqual([["test"], ["test"]]);
    const read = { ...fewer.test!, choices: { images: "original" } };
    expect(followFold(rafDb, fewer, "test", read).anchor!.choices).toEqual({ images: "original" });
  });

  it("share out the parts as usual when the fold is given up, whichever gives it up", () => {
    const drafts = both();
    const folded = followFold(rafDb, drafts, "anchor", withFold(rafDb, drafts.anchor!, "anchor", second));
    for (const role of ["anchor", "test"] as const) {
      const given = followFold(rafDb, folded, role, withFold(rafDb, folded[role]!, role, null));
      expect([given.anchor, given.test]).toMatchObject([
        { parts: ["train"], fold: null },
        { parts: ["test"], fold: null },
      ]);
    }
  });

  it("leave what each says of labels to itself", () => {
    const drafts = both();
    const told = { ...drafts.test!, meanings: { "1": "none" } };
    expect(followFold(rafDb, drafts, "test", withFold(rafDb, told, "test", second)).anchor!.meanings).toEqual({});
  });
});

describe("a role beside one that takes a fold", () => {
  it("takes the other side where it is of the same set, and nothing of another one's", () => {
    const anchor = withFold(ckPlus, draftOf(ckPlus, "anchor", []), "anchor", second);
    const drafts = { ...none, anchor };
    expect(besideFold(ckPlus, draftOf(ckPlus, "test", ["all"]), "test", drafts)).toMatchObject({
      parts: ["all"],
      fold: { ...second, side: "test" },
    });
    const [pool, faces] = [draftOf(webFaces, "pool", []), draftOf(rafDb, "test", [])];
    expect(besideFold(webFaces, pool, "pool", drafts)).toBe(pool);
    expect(besideFold(rafDb, faces, "test", drafts)).toBe(faces);
    expect(followFold(rafDb, drafts, "test", faces).anchor).toBe(anchor);
  });
});
