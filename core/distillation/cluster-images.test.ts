import { describe, expect, it } from "vitest";
import { shrink } from "./cluster-images.ts";

describe("small versions of pictures", () => {
  it("are means of cells, channel by channel", () => {
    // prettier-ignore
    const image = Float32Array.of(
      1,
      10,
      2,
      20,
      /**/ 5,
      50,
      5,
      50,
      3,
      30,
      6,
      60,
      /**/ 5,
      50,
      9,
      90,
      0,
      0,
      0,
      0,
      /**/ 1,
      10,
      1,
      10,
      0,
      0,
      8,
      80,
      /**/ 1,
      10,
      1,
      10,
    );
    expect([...shrink(image, 4, 2, 2)]).toEqual([3, 30, 6, 60, 2, 20, 1, 10]);
  });

  it("use every pixel once where the size is no multiple", () => {
    const image = Float32Array.from({ length: 25 }, (_, i) => i);
    const small = shrink(image, 5, 1, 2); // 2 and 3 rows, 2 and 3 columns
    expect([...small]).toEqual([3, 5.5, 15.5, 18]);
  });
});
