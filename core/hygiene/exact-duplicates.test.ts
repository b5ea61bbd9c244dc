import { expect, it } from "vitest";
import { samePictures } from "./exact-duplicates.ts";

it("samePictures pairs each picture of the second set with the first of its likes, whatever the halves of the others are", () => {
  const first = Uint32Array.of(1, 2, 1, 3, 1, 2, 0, 0);
  const second = Uint32Array.of(0, 0, 1, 3, 2, 1, 1, 2, 1, 2);
  expect(samePictures(first, second)).toEqual([
    { first: 1, second: 1 },
    { first: 0, second: 3 },
    { first: 0, second: 4 },
  ]);
  expect(samePictures(new Uint32Array(0), second)).toEqual([]);
});
