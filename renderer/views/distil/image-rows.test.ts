import { expect, it } from "vitest";
import { imageRows } from "./image-rows.ts";
import { rowName } from "./row-name.ts";

const classes = ["surprise", "fear", "disgust"];

it("images stand class by class, in the order of their gradient steps", () => {
  const rows = imageRows([0, 2, 0, 2]);
  expect(rows.map(({ index, classIndex }) => [index, classIndex])).toEqual([
    [0, 0],
    [2, 0],
    [1, 2],
    [3, 2],
  ]);
  expect(rows.map((row) => rowName({ classes }, row))).toEqual(["surprise 1 of 2", "surprise 2 of 2", "disgust 1 of 2", "disgust 2 of 2"]);
});

it("an image that is alone in its class has the name of the class", () => {
  expect(imageRows([1]).map((row) => rowName({ classes }, row))).toEqual(["fear"]);
});
