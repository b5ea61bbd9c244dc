import { expect, it } from "vitest";
import { randomStream } from "../random.ts";
import { smallestDifference } from "./smallest-difference.ts";

it("is (1.960 + 0.842) standard errors, in their unit", () => {
  expect(smallestDifference({ standardError: 1 })).toBeCloseTo(2.801585218113, 10); // scipy 1.17.1: norm.ppf(0.975) + norm.ppf(0.8)
  expect(smallestDifference({ standardError: 0.005 })).toBeCloseTo(0.014, 4);
});

it("is found four times in five by a test at 5 %", () => {
  const random = randomStream(1, "power");
  const standardError = 0.013;
  const truth = smallestDifference({ standardError });
  const tries = 20_000;
  const found = Array.from({ length: tries }, () => Math.abs(truth + standardError * random.normal()) > 1.96 * standardError);
  expect(found.filter(Boolean).length / tries).toBeCloseTo(0.8, 2);
});
