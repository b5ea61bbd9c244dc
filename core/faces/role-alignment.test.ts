import { describe, expect, it } from "vitest";
import { roleAlignment } from "./role-alignment.ts";

const points = "face=30,40,70,40,50,60,35,80,65,80";

describe("how turning a role upright went", () => {
  it("counts the faces that were found, apart from those that had points before, in the rows of the role alone", () => {
    const before = ["a.jpg", "b.jpg", `c.jpg#${points}`, "d.jpg", "e.jpg#box=0,0,90,90", "face=.jpg"];
    const after = [`a.jpg#${points}`, "b.jpg", `c.jpg#${points}`, `d.jpg#${points}`, `e.jpg#box=0,0,90,90&${points}`, "face=.jpg"];
    expect(roleAlignment(before, after, Uint32Array.of(0, 1, 2, 4, 5))).toEqual({ pictures: 5, found: 2, marked: 1 });
  });
});
