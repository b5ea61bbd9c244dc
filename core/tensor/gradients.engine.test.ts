import { describe, expect, it } from "vitest";
import { loadTensorFlow } from "./backend.ts";
import { normalTensor } from "./backends.fixture.ts";
import { takeGradients } from "./gradients.ts";
import { relu } from "./relu.ts";
import type { Tensor } from "./tensorflow.ts";

const tf = loadTensorFlow();

/** All gradients at once, in the order of xs. */
function valueAndGradients(f: (...xs: Tensor[]) => Tensor, xs: Tensor[]): { value: Tensor; grads: Tensor[] } {
  const grads: Tensor[] = [];
  const value = takeGradients(f, xs, (gradient, index) => {
    grads[index] = gradient;
  });
  return { value, grads };
}

describe("a walk back that frees as it goes", () => {
  it("gives what tf.valueAndGrads gives, where branches meet and one tensor is used twice", () => {
    const [x, weights, offset] = [normalTensor([4, 3], 1), normalTensor([3, 3], 2), normalTensor([3], 3)] as [Tensor, Tensor, Tensor];
    const f = (...[input, matrix, shift]: Tensor[]) => {
      const hidden = relu(tf.add(tf.matMul(input! as never, matrix! as never), shift!));
      return hidden.add(input!).add(hidden).mul(hidden).mean();
    };
    const ours = valueAndGradients(f, [x, weights, offset]);
    const theirs = tf.valueAndGrads(f)([x, weights, offset]);
    expect(ours.value.dataSync()).toEqual(theirs.value.dataSync());
    for (const [index, gradient] of ours.grads.entries()) expect(gradient.dataSync()).toEqual(theirs.grads[index]!.dataSync());
  });

  it("keeps copies apart where a step hands on the gradient that came to it", () => {
    const passOn = tf.customGrad((x) => ({ value: (x as Tensor).clone(), gradFunc: (dy: Tensor) => dy }));
    const x = tf.tensor1d([1, 2]);
    const { grads } = valueAndGradients((input) => passOn(passOn(input!)).add(passOn(input!)).sum(), [x]);
    expect([...grads[0]!.dataSync()]).toEqual([2, 2]);
  });

  it("keeps no tensors but its results", () => {
    const x = normalTensor([5], 1);
    const before = tf.memory().numTensors;
    const { value, grads } = valueAndGradients((input) => relu(relu(input!).mul(input!)).sum(), [x]);
    expect(tf.memory().numTensors).toBe(before + 2);
    tf.dispose([value, ...grads]);
  });

  it("holds on the way back at most one gradient of a long chain", () => {
    const length = 30;
    const x = normalTensor([1000], 1);
    let most = 0;
    const watched = tf.customGrad((input) => ({
      value: (input as Tensor).mul(2),
      gradFunc: (dy: Tensor) => {
        most = Math.max(most, tf.memory().numBytes);
        return dy.mul(2);
      },
    }));
    const before = tf.memory().numBytes;
    valueAndGradients(
      (input) =>
        Array.from({ length })
          .reduce<Tensor>((y) => watched(y), input!)
          .sum(),
      [x],
    );
    expect(most - before).toBeLessThan(5 * x.size * 4);
  });

  it("keeps nothing when the way back fails, and says which tensor plays no part", () => {
    const [x, stranger] = [normalTensor([5], 1), normalTensor([5], 2)];
    const before = tf.memory().numTensors;
    expect(() => valueAndGradients((input) => relu(input!).sum(), [x, stranger])).toThrow("does not depend on every tensor");
    expect(tf.memory().numTensors).toBe(before);
  });

  it("refuses to spend the tape of a gradient around it", () => {
    const nested = (x: Tensor) => valueAndGradients((input) => input!.square().sum(), [x]).grads[0]!.sum();
    expect(() => tf.grad(nested)(tf.tensor1d([1]))).toThrow("inside another gradient");
  });
});

describe("the gradients of a walk back", () => {
  it("are handed over once nothing reads its tensor any more, last layer first", () => {
    const [x, first, last] = [tf.tensor1d([1, 2]), tf.tensor1d([3, 5]), tf.tensor1d([7, 11])];
    const taken: [number, number[]][] = [];
    // `last` is used twice: its gradient waits for the use nearer to the start.
    const f = () => x.mul(first).mul(last).mul(last).sum();
    const value = takeGradients(f, [first, last], (gradient, index) => {
      taken.push([index, [...gradient.dataSync()]]);
      [first, last][index]!.dispose();
      gradient.dispose();
    });
    expect(value.dataSync()[0]).toBe(3 * 49 + 10 * 121);
    expect(taken).toEqual([
      [1, [2 * 3 * 7, 2 * 10 * 11]],
      [0, [49, 2 * 121]],
    ]);
  });
});
