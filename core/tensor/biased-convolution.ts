// A convolution with its bias and the relu that follows, as one kernel: the bias alone would read and write every value once more,
// and what enters the relu need not be kept for the gradient, which halves the memory of a network without batch norm.
import { loadTensorFlow } from "./backend.ts";
import { matching } from "./bfloat16.ts";
import {
  biasGradient,
  convolution,
  convolutionAttributes,
  convolutionFilterGradient,
  convolutionInputGradient,
  type Window,
} from "./convolution.ts";
import { runFusedConvolution } from "./fused-convolution.ts";
import { defineKernel } from "./kernel.ts";
import { hasOneDnn, oneDnnKernel, runOp, string, typeOf } from "./raw-op.ts";
import { reluGradient, runRelu } from "./relu.ts";
import type { Tensor1D, Tensor4D } from "./tensorflow.ts";

/** Stride 1 and a padding of 1: a 3x3 filter keeps height and width. */
const keepsSize: Window = { stride: 1, padding: 1 };

/**
 * y = x * filter + bias; with "relu", y = max(that, 0).
 *
 * @param x       [N, H, W, in]
 * @param filter  [side, side, in, out]
 * @param bias    [out]
 * @returns [N, H', W', out], see `convolution`
 */
export function biasedConvolution(
  x: Tensor4D,
  filter: Tensor4D,
  bias: Tensor1D,
  activation: "none" | "relu" = "none",
  { stride, padding }: Window = keepsSize,
): Tensor4D {
  return kernel[activation]({ x, filter: matching(filter, x), bias: matching(bias, x) }, { stride, padding })[0] as Tensor4D;
}

/** Two kernels, because only the relu's gradient wants y: without one, y need not outlive its reader. */
const kernel = { none: kernelWith(false), relu: kernelWith(true) };

function kernelWith(hasRelu: boolean) {
  return defineKernel<"x" | "filter" | "bias", Window>({
    name: hasRelu ? "OmniferBiasedConvolutionRelu" : "OmniferBiasedConvolution",
    fused: ({ x, filter, bias }, window) => {
      const attributes = convolutionAttributes(x, filter.shape[0]!, window);
      const whole = hasRelu && hasOneDnn() ? runFusedConvolution(attributes, [x, filter, bias]) : null;
      if (whole) return [whole];
      const [y] = hasOneDnn()
        ? runOp("_MklNativeConv2DWithBias", { ...attributes, ...oneDnnKernel }, [x, filter, bias])
        : runOp("BiasAdd", { T: typeOf(x), data_format: string("NHWC") }, [runOp("Conv2D", attributes, [x, filter])[0]!, bias]);
      return [hasRelu ? runRelu(y!) : y!];
    },
    composed: ({ x, filter, bias }, window) => {
      const y = convolution(x as Tensor4D, filter as Tensor4D, window).add(bias);
      return [hasRelu ? loadTensorFlow().relu(y) : y];
    },
    savedInputs: ["x", "filter"],
    savedOutputs: [hasRelu],
    gradient: ([dy], [x, filter, y], window) => {
      const before = hasRelu ? reluGradient(dy!, y!) : dy!;
      return {
        x: () => convolutionInputGradient(before, filter!, { height: x!.shape[1]!, width: x!.shape[2]!, ...window }),
        filter: () => convolutionFilterGradient(x!, before, { side: filter!.shape[0]!, ...window }),
        bias: () => biasGradient(before),
      };
    },
  });
}
