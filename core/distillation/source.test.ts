import { describe, expect, it } from "vitest";
import { positionsByClass } from "./source.ts";

describe("positions by class", () => {
  it("lists the samples of each class in their order, and none for a class without", () => {
    const lists = positionsByClass({ labels: Int32Array.of(2, 0, 2, 0, 0), classCount: 4 });
    expect(lists.map((list) => [...list])).toEqual([[1, 3, 4], [], [0, 2], []]);
  });
});
