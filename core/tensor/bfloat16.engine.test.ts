import { describe, expect, it } from "vitest";
import { loadTensorFlow } from "./backend.ts";
import { onBothBackends } from "./backends.fixture.ts";
import { inPrecision, toFloat32 } from "./bfloat16.ts";
import { hasBfloat16 } from "./bfloat16-support.ts";
import { fork } from "./fork.ts";
import { isBfloat16 } from "./raw-op.ts";
import { relu, reluGradient } from "./relu.ts";
import { residualSum } from "./residual-sum.ts";
import type { Tensor } from "./tensorflow.ts";

const tf = loadTensorFlow();
const through = (x: Tensor): Tensor => toFloat32(inPrecision(x, "bfloat16"));

describe.skipIf(!hasBfloat16())("bfloat16", () => {
  it("keeps 8 bits of a number and takes the even one of two equally near", () => {
    const { fused, composed } = onBothBackends(() => [through(tf.tensor1d([1, Math.PI, 257, 259, -1e-30, 3e38]))]);
    expect(fused[0]!.slice(0, 4)).toEqual([1, 3.140625, 256, 260]);
    expect(fused).toEqual(composed);
  });

  it("passes as float32 until it is read or met by tfjs' own ops, which refuse it", () => {
    tf.tidy(() => {
      const x = inPrecision(tf.tensor1d([1, 2]), "bfloat16");
      expect(isBfloat16(x)).toBe(true);
      expect(isBfloat16(x.clone())).toBe(true);
      expect(() => x.add(1)).toThrow("bfloat16");
      expect(() => x.dataSync()).toThrow();
      expect(inPrecision(x, "bfloat16")).toBe(x);
    });
  });

  it("hands gradients through both conversions: 3 x^2 of a rounded x", () => {
    const gradient = tf.grad((x) => toFloat32(relu(inPrecision(x, "bfloat16"))).pow(tf.scalar(3)));
    expect(tf.tidy(() => Array.from(gradient(tf.tensor1d([2, -2, 1.001])).dataSync()))).toEqual([12, 0, 3]);
  });

  it("keeps what is positive in a relu, bit by bit, and zeroes the rest", () => {
    const values = [0, -0, 1e-38, -1e-38, 3e38, -3e38, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
    const kept = tf.tidy(() => Array.from(toFloat32(relu(inPrecision(tf.tensor1d(values), "bfloat16"))).dataSync()));
    const rounded = tf.tidy(() => Array.from(through(tf.tensor1d(values)).dataSync()));
    expect(kept).toEqual(rounded.map((value) => Math.max(value, 0)));
  });

  it("adds what comes back from two branches", () => {
    const gradient = tf.grad((x) => {
      const [main, shortcut] = fork(inPrecision(x, "bfloat16"));
      return toFloat32(residualSum(relu(main), shortcut));
    });
    expect(tf.tidy(() => Array.from(gradient(tf.tensor1d([4, -4])).dataSync()))).toEqual([2, 0]);
  });

  it("zeroes what comes back to a relu that gave 0", () => {
    const [dy, y] = [
      [5, 6],
      [0, 2],
    ].map((values) => inPrecision(tf.tensor1d(values), "bfloat16"));
    expect(tf.tidy(() => Array.from(toFloat32(reluGradient(dy!, y!)).dataSync()))).toEqual([0, 6]);
    tf.dispose([dy!, y!]);
  });
});
