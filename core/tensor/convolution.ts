// A convolution as PyTorch pads it, and the two operations that its gradient is made of. Each of the three is linear in both of its
// inputs and has the other two as gradients, so all can be differentiated as often as wanted.
// TensorFlow's "same" puts the odd row of a stride of 2 at the bottom, PyTorch at the top: hence windows with a padding of their own.
import { loadTensorFlow } from "./backend.ts";
import { matching } from "./bfloat16.ts";
import { defineKernel } from "./kernel.ts";
import { crop, evenly, pad } from "./pad.ts";
import { hasOneDnn, int, oneDnnKernel, runOp, string, typeOf } from "./raw-op.ts";
import type { Tensor, Tensor1D, Tensor4D } from "./tensorflow.ts";

/** How a square filter moves: zeros on all four sides, then every `stride`-th place (PyTorch's `padding` and `stride`). */
export type Window = { stride: number; padding: number };

/**
 * @param x       [N, H, W, in]
 * @param filter  [side, side, in, out]
 * @returns [N, floor((H + 2 padding - side) / stride) + 1, likewise, out]
 */
export function convolution(x: Tensor4D, filter: Tensor4D, { stride, padding }: Window): Tensor4D {
  return forward({ x, filter: matching(filter, x) }, { stride, padding })[0] as Tensor4D;
}

/** Gradient by x: [N, height, width, in]. */
export function convolutionInputGradient(dy: Tensor, filter: Tensor, x: { height: number; width: number } & Window): Tensor {
  return inputGradient({ dy, filter }, x)[0]!;
}

/** Gradient by the filter: [side, side, in, out]. */
export function convolutionFilterGradient(x: Tensor, dy: Tensor, filter: { side: number } & Window): Tensor {
  return filterGradient({ x, dy }, filter)[0]!;
}

/** Attributes of TensorFlow's convolutions of x for a filter of this side. */
export function convolutionAttributes(x: Tensor, side: number, { stride, padding }: Window) {
  const shared = { T: typeOf(x), data_format: string("NHWC"), strides: int([1, stride, stride, 1]), dilations: int([1, 1, 1, 1]) };
  if (padding === 0) return { ...shared, padding: string("VALID") };
  if (isSame(side, { stride, padding })) return { ...shared, padding: string("SAME") };
  return { ...shared, padding: string("EXPLICIT"), explicit_paddings: int([0, 0, padding, padding, padding, padding, 0, 0]) };
}

const isSame = (side: number, { stride, padding }: Window) => stride === 1 && side === 2 * padding + 1;
const shapeTensor = (shape: number[]) => loadTensorFlow().tensor1d(shape, "int32");

const forward = defineKernel<"x" | "filter", Window>({
  name: "OmniferConvolution",
  fused: ({ x, filter }, window) => {
    const [name, kernel] = hasOneDnn() ? ["_MklNativeConv2D", oneDnnKernel] : ["Conv2D", {}];
    return runOp(name, { ...convolutionAttributes(x, filter.shape[0]!, window), ...kernel }, [x, filter]);
  },
  composed: ({ x, filter }, { stride, padding }) => [loadTensorFlow().conv2d(x as Tensor4D, filter as Tensor4D, stride, padding)],
  savedInputs: ["x", "filter"],
  gradient: ([dy], [x, filter], window) => ({
    x: () => convolutionInputGradient(dy!, filter!, { height: x!.shape[1]!, width: x!.shape[2]!, ...window }),
    filter: () => convolutionFilterGradient(x!, dy!, { side: filter!.shape[0]!, ...window }),
  }),
});

const inputGradient = defineKernel<"dy" | "filter", Window & { height: number; width: number }>({
  name: "OmniferConvolutionInputGradient",
  fused: ({ dy, filter }, { height, width, ...window }) => {
    const [side, , channels] = filter.shape as [number, number, number];
    const shape = (extra: number) => [dy.shape[0]!, height + extra, width + extra, channels];
    if (!hasOneDnn()) return runOp("Conv2DBackpropInput", convolutionAttributes(dy, side, window), [shapeTensor(shape(0)), filter, dy]);
    const backward = (margin: number, asWindow: Window) =>
      runOp("_MklNativeConv2DBackpropInput", { ...convolutionAttributes(dy, side, asWindow), ...oneDnnKernel }, [
        shapeTensor(shape(2 * margin)),
        filter,
        dy,
      ]);
    if (window.padding === 0 || isSame(side, window)) return backward(0, window);
    // oneDNN's gradients know no padding of their own, so the padding is made here and cut off again: 5.4 ms against 7.1 with
    // TensorFlow's op on [8, 56, 56, 64], and below 5.8 against 11.2.
    const [whole] = backward(window.padding, { stride: window.stride, padding: 0 });
    return [crop(whole as Tensor4D, { top: window.padding, left: window.padding, height, width, channels })];
  },
  composed: ({ dy, filter }, { height, width, stride, padding }) => {
    const tf = loadTensorFlow();
    const [side, , channels] = filter.shape as [number, number, number];
    if (stride > 1) {
      return [tf.conv2dTranspose(dy as Tensor4D, filter as Tensor4D, [dy.shape[0]!, height, width, channels], stride, padding)];
    }
    // Where every place was visited, the gradient is the convolution with the filter turned round: 5 times as fast in WebAssembly.
    const turned = tf.transpose(tf.reverse(filter, [0, 1]), [0, 1, 3, 2]) as Tensor4D;
    return [tf.conv2d(dy as Tensor4D, turned, 1, side - 1 - padding)];
  },
  savedInputs: ["dy", "filter"],
  gradient: ([ddx], [dy, filter], { stride, padding }) => ({
    dy: () => convolution(ddx as Tensor4D, filter as Tensor4D, { stride, padding }),
    filter: () => convolutionFilterGradient(ddx!, dy!, { side: filter!.shape[0]!, stride, padding }),
  }),
});

const filterGradient = defineKernel<"x" | "dy", Window & { side: number }>({
  name: "OmniferConvolutionFilterGradient",
  fused: ({ x, dy }, { side, ...window }) => {
    const shape = shapeTensor([side, side, x.shape[3]!, dy.shape[3]!]);
    if (!hasOneDnn()) return runOp("Conv2DBackpropFilter", convolutionAttributes(dy, side, window), [x, shape, dy]);
    const isOwn = window.padding > 0 && !isSame(side, window);
    const asWindow = isOwn ? { stride: window.stride, padding: 0 } : window;
    const attributes = { ...convolutionAttributes(dy, side, asWindow), ...oneDnnKernel };
    return runOp("_MklNativeConv2DBackpropFilter", attributes, [isOwn ? pad(x as Tensor4D, evenly(window.padding)) : x, shape, dy]);
  },
  // Each weight has met the values at its own offset: one product of matrices a weight's place. They are turned before it, because
  // WebAssembly's product of a turned matrix is a plain loop.
  composed: ({ x, dy }, { side, stride, padding }) => {
    const tf = loadTensorFlow();
    const [count, rows, columns, outputs] = dy.shape as [number, number, number, number];
    const channels = x.shape[3]!;
    const wide = pad(x as Tensor4D, evenly(padding));
    const flatDy = dy.reshape([count * rows * columns, outputs]);
    const places = Array.from({ length: side * side }, (_, place) => {
      const [top, left] = [Math.floor(place / side), place % side];
      const end = [count, top + (rows - 1) * stride + 1, left + (columns - 1) * stride + 1, channels];
      const met = tf.stridedSlice(wide, [0, top, left, 0], end, [1, stride, stride, 1]);
      return tf.matMul(tf.transpose(met.reshape([count * rows * columns, channels])), flatDy);
    });
    return [tf.stack(places).reshape([side, side, channels, outputs])];
  },
  savedInputs: ["x", "dy"],
  gradient: ([ddw], [x, dy], { stride, padding }) => ({
    x: () => convolutionInputGradient(dy!, ddw!, { height: x!.shape[1]!, width: x!.shape[2]!, stride, padding }),
    dy: () => convolution(x as Tensor4D, ddw as Tensor4D, { stride, padding }),
  }),
});

/** Gradient of a bias: the sum over every place, a channel at a time; [N, H, W, out] to [out]. */
export function biasGradient(dy: Tensor): Tensor1D {
  const [count, height, width] = dy.shape as [number, number, number];
  return sumOfPlaces({ dy }, { count, height, width })[0] as Tensor1D;
}

const sumOfPlaces = defineKernel<"dy", { count: number; height: number; width: number }>({
  name: "OmniferBiasGradient",
  fused: ({ dy }) => runOp("BiasAddGrad", { T: typeOf(dy), data_format: string("NHWC") }, [dy]),
  composed: ({ dy }) => [dy.sum([0, 1, 2])],
  gradient: ([ddb], _, { count, height, width }) => ({
    dy: () => ddb!.reshape([1, 1, 1, ddb!.size]).tile([count, height, width, 1]),
  }),
});
