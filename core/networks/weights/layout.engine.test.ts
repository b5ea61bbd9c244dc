import { describe, expect, it } from "vitest";
import { InputError } from "../../errors.ts";
import { loadTensorFlow } from "../../tensor/backend.ts";
import { networkOf } from "../network.ts";
import { usualSetup } from "../network-setup.ts";
import { parametersOf, storedState, storedTensor, tensorOf } from "./layout.ts";

const compact = networkOf(usualSetup("compact"));

const tf = loadTensorFlow();

describe("PyTorch's layout", () => {
  it("stores a convolution by output, input, row, column", () => {
    const filter = tf.tensor4d([1, 2, 3, 4, 5, 6], [1, 3, 1, 2]); // [row, column, in, out]
    const stored = storedTensor(filter, "convolution");
    expect(stored.shape).toEqual([2, 1, 1, 3]);
    expect([...stored.values]).toEqual([1, 3, 5, 2, 4, 6]);
    const back = tensorOf({ weight: stored }, { name: "weight", kind: "convolution", shape: [1, 3, 1, 2] }, "w");
    expect([...back.dataSync()]).toEqual([1, 2, 3, 4, 5, 6]);
  });

  it("stores a linear layer by output, input", () => {
    const stored = storedTensor(
      tf.tensor2d([
        [1, 2],
        [3, 4],
        [5, 6],
      ]),
      "linear",
    );
    expect(stored.shape).toEqual([2, 3]);
    expect([...stored.values]).toEqual([1, 3, 5, 2, 4, 6]);
  });

  it("has every key of the state of the same torch.nn.Module", () => {
    const state = storedState(compact, compact.initialise(1, 3), 3, 25);
    const keys = [1, 2, 3, 4, 5, 6].flatMap((n) => [
      `conv${n}.weight`,
      ...["weight", "bias", "running_mean", "running_var", "num_batches_tracked"].map((name) => `bn${n}.${name}`),
    ]);
    expect(Object.keys(state).sort()).toEqual([...keys, "fc.weight", "fc.bias"].sort());
    expect(state["bn3.num_batches_tracked"]).toEqual({ dtype: "I64", shape: [], values: BigInt64Array.of(25n) });
    expect(state["conv6.weight"]!.shape).toEqual([256, 256, 3, 3]);
  });

  it("refuses weights of another class list, and says which tensor", () => {
    const state = storedState(compact, compact.initialise(1, 3), 3, 0);
    const read = () => parametersOf(compact, state, 7, "weights.safetensors");
    expect(read).toThrow(InputError);
    expect(read).toThrow("fc.weight as F32 [3,256], expected fc.weight as F32 [7,256]");
  });
});
