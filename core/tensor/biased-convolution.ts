// A convolution and its bias in one oneDNN op, for scoring: the bias alone would read and write every value once more.
import { loadTensorFlow } from "./backend.ts";
import { defineKernel } from "./kernel.ts";
import { hasOneDnn, int, oneDnnKernel, runOp, string, type } from "./raw-op.ts";
import type { Tensor1D, Tensor4D } from "./tensorflow.ts";

/**
 * Stride 1, zero padding that keeps height and width. It has no gradient.
 *
 * @param x       [N, H, W, in]
 * @param filter  [h, w, in, out]
 * @param bias    [out]
 * @returns [N, H, W, out]
 */
export function biasedConvolution(x: Tensor4D, filter: Tensor4D, bias: Tensor1D): Tensor4D {
  return kernel({ x, filter, bias }, {})[0] as Tensor4D;
}

const shared = { T: type("float32"), data_format: string("NHWC") };
const window = { strides: int([1, 1, 1, 1]), padding: string("SAME"), dilations: int([1, 1, 1, 1]) };

const kernel = defineKernel<"x" | "filter" | "bias", Record<string, never>>({
  name: "OmniferBiasedConvolution",
  fused: ({ x, filter, bias }) => {
    if (hasOneDnn()) return runOp("_MklNativeConv2DWithBias", { ...shared, ...window, ...oneDnnKernel }, [x, filter, bias]);
    const [convolved] = runOp("Conv2D", { ...shared, ...window }, [x, filter]);
    return runOp("BiasAdd", shared, [convolved!, bias]);
  },
  composed: ({ x, filter, bias }) => [
    loadTensorFlow()
      .conv2d(x as Tensor4D, filter as Tensor4D, 1, "same")
      .add(bias),
  ],
});
