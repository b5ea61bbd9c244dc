import { describe, expect, it } from "vitest";
import { groupsOfClasses } from "./distribution-matching.ts";

describe("groups of images that are matched together", () => {
  it("hold whole classes, and several of them where they fit", () => {
    expect(groupsOfClasses(Int32Array.of(0, 1, 2, 0, 1, 2), 4)).toEqual([
      [0, 3, 1, 4],
      [2, 5],
    ]);
  });

  it("hold more than their limit only for one class", () => {
    expect(groupsOfClasses(Int32Array.of(5, 5, 5, 2), 2)).toEqual([[0, 1, 2], [3]]);
  });
});
