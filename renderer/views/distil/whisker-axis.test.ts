import { expect, it } from "vitest";
import { whiskerAxis } from "./whisker-axis.ts";

it("holds every interval between round ticks around zero", () => {
  const { reach, ticks } = whiskerAxis([
    { low: -0.012, high: 0.031 },
    { low: -0.043, high: 0.002 },
  ]);
  expect(ticks.map((tick) => Math.round(tick * 1000))).toEqual([-60, -40, -20, 0, 20, 40, 60]);
  expect(reach).toBeGreaterThan(0.06);
});

it("does not blow up differences below a point", () => {
  expect(whiskerAxis([{ low: 0, high: 0.001 }]).reach).toBeGreaterThanOrEqual(0.01);
});
