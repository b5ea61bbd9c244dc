import { describe, expect, it } from "vitest";
import { groupsOf, imageClusters } from "./test-groups.ts";

describe("groups of test images", () => {
  // Rows 0 and 1 show one person in two films; 2 and 3 are of one film of nobody known; 4 stands alone.
  const table = { person: Int32Array.of(0, 0, -1, -1, -1), sequence: Int32Array.of(0, 1, 2, 2, -1) };

  it("are persons, and films where nobody knows the person", () => {
    const [a, b, c, d, alone] = groupsOf(table, [0, 1, 2, 3, 4])!;
    expect(a).toBe(b);
    expect(c).toBe(d);
    expect(a).not.toBe(c);
    expect(alone).toBe(-1);
  });

  it("never mix a person with a film of the same number", () => {
    expect(new Set(groupsOf({ person: Int32Array.of(3, -1), sequence: Int32Array.of(-1, 3) }, [0, 1])).size).toBe(2);
  });

  it("are none where every image stands alone", () => expect(groupsOf(table, [4])).toBeNull());

  it("are drawn together, and an image of none by itself", () => {
    const { of, sizes } = imageClusters(5, groupsOf(table, [4, 2, 0, 3, 1]));
    expect([...of]).toEqual([0, 1, 2, 1, 2]);
    expect([...sizes]).toEqual([1, 2, 2]);
  });
});
