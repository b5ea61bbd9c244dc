import { describe, expect, it } from "vitest";
import { alignmentWithout } from "./role-alignment.ts";

describe("how turning a role upright went, once pictures were left out of it", () => {
  it("forgets the faces that MTCNN found among them, and those that it did not find", () => {
    expect(alignmentWithout({ pictures: 100, found: 90, marked: 0 }, 7, 5)).toEqual({ pictures: 93, found: 85, marked: 0 });
  });

  it("takes points for those that the data set marked, as far as it marked any", () => {
    expect(alignmentWithout({ pictures: 100, found: 60, marked: 30 }, 7, 5)).toEqual({ pictures: 93, found: 60, marked: 25 });
    expect(alignmentWithout({ pictures: 100, found: 60, marked: 3 }, 7, 5)).toEqual({ pictures: 93, found: 58, marked: 0 });
  });
});
