import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { createAdam, restoreAdam } from "./adam.ts";

/** What PyTorch 2.13 computed: scripts/fixtures/adam.py. */
const fixture: { betas: [number, number]; rates: number[]; start: number[]; gradients: number[][]; after: number[][] } = JSON.parse(
  readFileSync(new URL("./fixtures/adam.json", import.meta.url), "utf8"),
);
const settings = { beta1: fixture.betas[0], beta2: fixture.betas[1] };

describe("Adam", () => {
  it("goes where torch.optim.Adam goes, also when the rate falls", () => {
    const values = Float32Array.from(fixture.start);
    const adam = createAdam(values.length, settings);
    for (const [step, gradient] of fixture.gradients.entries()) {
      adam.step(values, Float32Array.from(gradient), fixture.rates[step]!);
      for (const [index, expected] of fixture.after[step]!.entries()) {
        expect(Math.abs(values[index]! - expected), `step ${step}, value ${index}`).toBeLessThan(1e-6);
      }
    }
  });

  it("moves every value by the rate in its first step, against the sign of its gradient", () => {
    const values = Float32Array.of(1, 1, 1);
    createAdam(3, settings).step(values, Float32Array.of(100, -0.01, 0), 0.25);
    expect([...values]).toEqual([0.75, 1.2499997615814209, 1]); // epsilon shortens the second by 1e-6 of it
  });

  it("goes on from its state as if it had never stopped", () => {
    const [whole, cut] = [Float32Array.from(fixture.start), Float32Array.from(fixture.start)];
    const uninterrupted = createAdam(4, settings);
    let resumed = createAdam(4, settings);
    for (const [step, gradient] of fixture.gradients.entries()) {
      if (step === 5) resumed = restoreAdam(resumed.state(), settings);
      uninterrupted.step(whole, Float32Array.from(gradient), 0.01);
      resumed.step(cut, Float32Array.from(gradient), 0.01);
    }
    expect(cut).toEqual(whole);
    expect(resumed.state()).toEqual(uninterrupted.state());
  });

  it("refuses another number of values", () => {
    const adam = createAdam(2, settings);
    expect(() => adam.step(new Float32Array(3), new Float32Array(3), 0.1)).toThrow("Adam of 2 values was given 3 as values.");
  });
});
