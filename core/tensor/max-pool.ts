// Max-pooling that remembers where each maximum was, so that its gradient only scatters. On [64, 48, 48, 32] and 2 cores, forward
// and backward of 2x2 take 4 ms with oneDNN's pair of ops and 15 with TensorFlow's, whose gradient looks for the maxima again.
import { loadTensorFlow } from "./backend.ts";
import { defineKernel } from "./kernel.ts";
import { evenly, pad } from "./pad.ts";
import { bool, hasOneDnn, int, oneDnnKernel, runOp, string, typeOf } from "./raw-op.ts";
import type { Tensor, Tensor1D, Tensor4D } from "./tensorflow.ts";

/** Below every value of a network, and finite in bfloat16 too: the padding of a maximum, which PyTorch takes as minus infinity. */
export const lowest = -3.3e38;

/**
 * The largest of each 2x2 window; of equal ones the gradient goes to the first in reading order, as in PyTorch.
 *
 * @param x  [N, H, W, C]; the last row or column of an odd H or W is in no window
 * @returns [N, floor(H/2), floor(W/2), C]
 */
export function maxPool2x2(x: Tensor4D): Tensor4D {
  return maxPool(x, 2);
}

/**
 * The largest of each 3x3 window, every second place; equal ones as in `maxPool2x2`.
 *
 * @param x        [N, H, W, C]
 * @param padding  places on all four sides that are never the largest
 * @returns [N, floor((H + 2 padding - 3) / 2) + 1, likewise, C]
 */
export function maxPool3x3(x: Tensor4D, padding: 0 | 1): Tensor4D {
  if (padding === 0) return maxPool(x, 3);
  return maxPool(pad(x, evenly(padding), lowest), 3);
}

function maxPool(x: Tensor4D, side: number): Tensor4D {
  const tf = loadTensorFlow();
  // A custom gradient, because a kernel with positions as second output would be handed zeros as their gradient.
  const pool = tf.customGrad((input, save) => {
    const [y, positions] = forward({ x: input as Tensor }, { side }) as [Tensor, Tensor];
    (save as (tensors: Tensor[]) => void)([input as Tensor, y, positions]);
    return {
      value: y,
      gradFunc: (dy: Tensor, saved: Tensor[]) => backward({ dy, x: saved[0]!, y: saved[1]!, positions: saved[2]! }, { side })[0]!,
    };
  });
  return pool(x) as Tensor4D;
}

const window = (x: Tensor, side: number) => ({
  T: typeOf(x),
  ksize: int([1, side, side, 1]),
  strides: int([1, 2, 2, 1]),
  padding: string("VALID"),
  data_format: string("NHWC"),
});
const oneDnnWindow = (x: Tensor, side: number) => ({ ...window(x, side), ...oneDnnKernel, workspace_enabled: bool(true) });

/** Outputs: maxima, and their positions in whatever form the gradient of the same backend reads. */
const forward = defineKernel<"x", { side: number }>({
  name: "OmniferMaxPool",
  fused: ({ x }, { side }) => {
    if (hasOneDnn()) return runOp("_MklNativeMaxPool", oneDnnWindow(x, side), [x], 2);
    const [y] = runOp("MaxPool", window(x, side), [x]);
    return [y!, y!.clone()];
  },
  // Not tfjs' maxPoolWithArgmax: in WebAssembly it takes a window without positive values for empty.
  composed: ({ x }, { side }) => {
    const tf = loadTensorFlow();
    const y = tf.maxPool(x as Tensor4D, side, 2, "valid");
    const [count, rows, columns, channels] = y.shape;
    const [, height, width] = x.shape as [number, number, number];
    let inWindow: Tensor = tf.zeros(y.shape);
    // From the last place to the first, which of equal ones is the one that stays.
    for (let place = side * side - 1; place >= 0; place--) {
      const [top, left] = [Math.floor(place / side), place % side];
      const end = [count, top + 2 * rows - 1, left + 2 * columns - 1, channels];
      const values = tf.stridedSlice(x as Tensor4D, [0, top, left, 0], end, [1, 2, 2, 1]);
      inWindow = tf.where(values.equal(y), tf.fill(y.shape, (top * width + left) * channels), inWindow);
    }
    const steps = (length: number, by: number, shape: number[]) =>
      tf.range(0, length, 1, "int32").mul(tf.scalar(by, "int32")).reshape(shape);
    const starts = steps(count, height * width * channels, [count, 1, 1, 1])
      .add(steps(rows, 2 * width * channels, [1, rows, 1, 1]))
      .add(steps(columns, 2 * channels, [1, 1, columns, 1]))
      .add(steps(channels, 1, [1, 1, 1, channels]));
    return [y, starts.add(inWindow.cast("int32"))];
  },
});

const backward = defineKernel<"dy" | "x" | "y" | "positions", { side: number }>({
  name: "OmniferMaxPoolGradient",
  fused: ({ dy, x, y, positions }, { side }) =>
    hasOneDnn()
      ? runOp("_MklNativeMaxPoolGrad", oneDnnWindow(x, side), [x, y, dy, positions])
      : runOp("MaxPoolGrad", window(x, side), [x, y, dy]),
  // Windows that overlap may have the same maximum: scattering adds up.
  composed: ({ dy, x, positions }) => {
    const scattered = loadTensorFlow().scatterND(positions.reshape([positions.size, 1]), dy.reshape([dy.size]), [x.size]);
    return [scattered.reshape(x.shape)];
  },
  savedInputs: ["x", "y", "positions"],
  constants: ["x", "y", "positions"],
  gradient: ([ddx], [x, y, positions], { side }) => ({
    dy: () => atMaxima({ values: ddx!, x: x!, y: y!, positions: positions! }, { side })[0]!,
  }),
});

/** What `values` [N, H, W, C] are where x has its maxima: backward's own gradient. */
const atMaxima = defineKernel<"values" | "x" | "y" | "positions", { side: number }>({
  name: "OmniferMaxPoolGather",
  fused: ({ values, x, y }, { side }) => runOp("MaxPoolGradGrad", window(x, side), [x, y, values]),
  composed: ({ values, y, positions }) => [
    loadTensorFlow()
      .gather(values.reshape([values.size]), positions.reshape([positions.size]) as Tensor1D)
      .reshape(y.shape),
  ],
});
