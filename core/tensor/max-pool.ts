// 2x2 max-pooling that keeps the position of each maximum, so that the gradient only scatters: 6 ms forward and backward on
// [64, 48, 48, 32] instead of 15 with MaxPoolGrad, which looks for the maxima again.
import { loadTensorFlow } from "./backend.ts";
import { defineKernel } from "./kernel.ts";
import { bool, int, runOp, runThroughInt64, string, type } from "./raw-op.ts";
import type { Tensor4D } from "./tensorflow.ts";

/**
 * The largest of each 2x2 window; of equal ones the first in reading order, as in PyTorch.
 *
 * @param x  [N, H, W, C], H and W even
 * @returns [N, H/2, W/2, C]
 */
export function maxPool2x2(x: Tensor4D): Tensor4D {
  return forward({ x }, {})[0] as Tensor4D;
}

const window = { T: type("float32"), ksize: int([1, 2, 2, 1]), strides: int([1, 2, 2, 1]), padding: string("VALID") };
const position = { include_batch_in_index: bool(true) };

const forward = defineKernel<"x", Record<string, never>>({
  name: "OmniferMaxPool2x2",
  // Outputs: maxima, their positions. Positions are found three times as fast with 32 bits as with 64.
  fused: ({ x }) => runOp("MaxPoolWithArgmax", { ...window, ...position, Targmax: type("int32") }, [x], 2),
  composed: ({ x }) => {
    const { result, indexes } = loadTensorFlow().maxPoolWithArgmax(x as Tensor4D, 2, 2, "valid", true);
    return [result!, indexes!];
  },
  savedInputs: ["x"],
  savedOutputs: [false, true],
  gradient: ([dy], [x, argmax]) => ({ x: () => backward({ dy: dy!, x: x!, argmax: argmax! }, {})[0]! }),
});

const backward = defineKernel<"dy" | "x" | "argmax", Record<string, never>>({
  name: "OmniferMaxPool2x2Gradient",
  fused: ({ dy, x, argmax }) =>
    runThroughInt64("MaxPoolGradWithArgmax", { ...window, ...position, Targmax: type("int64") }, [x, dy], argmax),
  composed: ({ dy, x, argmax }) => {
    const tf = loadTensorFlow();
    const scattered = tf.scatterND(argmax.reshape([argmax.size, 1]) as never, dy.reshape([dy.size]), [x.size]);
    return [scattered.reshape(x.shape)];
  },
});
