// 2x2 means with oneDNN's pair of ops, and the mean over cells of any size that PyTorch calls adaptive.
import { loadTensorFlow } from "./backend.ts";
import { defineKernel } from "./kernel.ts";
import { hasOneDnn, int, oneDnnKernel, runOp, string, typeOf } from "./raw-op.ts";
import type { Tensor, Tensor3D, Tensor4D } from "./tensorflow.ts";

/**
 * The mean of each 2x2 window.
 *
 * @param x  [N, H, W, C]; the last row or column of an odd H or W is in no window
 * @returns [N, floor(H/2), floor(W/2), C]
 */
export function averagePool2x2(x: Tensor4D): Tensor4D {
  return forward({ x }, {})[0] as Tensor4D;
}

const window = (x: Tensor) => ({
  T: typeOf(x),
  ksize: int([1, 2, 2, 1]),
  strides: int([1, 2, 2, 1]),
  padding: string("VALID"),
  data_format: string("NHWC"),
});

const forward = defineKernel<"x", Record<string, never>>({
  name: "OmniferAveragePool2x2",
  fused: ({ x }) => (hasOneDnn() ? runOp("_MklNativeAvgPool", { ...window(x), ...oneDnnKernel }, [x]) : runOp("AvgPool", window(x), [x])),
  composed: ({ x }) => [loadTensorFlow().avgPool(x as Tensor4D, 2, 2, "valid")],
  savedInputs: ["x"],
  gradient: ([dy], [x]) => ({ x: () => backward({ dy: dy! }, { height: x!.shape[1]!, width: x!.shape[2]! })[0]! }),
});

const backward = defineKernel<"dy", { height: number; width: number }>({
  name: "OmniferAveragePool2x2Gradient",
  fused: ({ dy }, { height, width }) => {
    const shape = loadTensorFlow().tensor1d([dy.shape[0]!, height, width, dy.shape[3]!], "int32");
    return hasOneDnn()
      ? runOp("_MklNativeAvgPoolGrad", { ...window(dy), ...oneDnnKernel }, [shape, dy])
      : runOp("AvgPoolGrad", window(dy), [shape, dy]);
  },
  composed: ({ dy }, { height, width }) => {
    const tf = loadTensorFlow();
    const [, rows, columns] = dy.shape as [number, number, number, number];
    const spread = tf.image.resizeNearestNeighbor(dy as Tensor4D, [2 * rows, 2 * columns]).div<Tensor4D>(4);
    return [
      tf.pad(spread, [
        [0, 0],
        [0, height - 2 * rows],
        [0, width - 2 * columns],
        [0, 0],
      ]),
    ];
  },
  gradient: ([ddx]) => ({ dy: () => averagePool2x2(ddx as Tensor4D) }),
});

/**
 * Means over a grid of side x side cells, whatever the size of x (PyTorch's AdaptiveAvgPool2d): cell i of an axis of length L covers
 * floor(i L / side) to ceil((i + 1) L / side). Cells overlap where `side` does not divide L, and repeat values where L is smaller.
 *
 * @param x  [N, H, W, C]
 * @returns [N, side, side, C]
 */
export function adaptiveAveragePool(x: Tensor4D, side: number): Tensor4D {
  const tf = loadTensorFlow();
  const [count, height, width, channels] = x.shape;
  if (height === side && width === side) return x;
  const rows = tf.matMul(cells(side, height, count), x.reshape<Tensor3D>([count, height, width * channels])); // [N, side, W C]
  const columns = tf.matMul(cells(side, width, count * side), rows.reshape<Tensor3D>([count * side, width, channels])); // [N side, side, C]
  return columns.reshape([count, side, side, channels]);
}

/** The means of one axis as a matrix [side, length], `copies` times. */
function cells(side: number, length: number, copies: number): Tensor3D {
  const matrix = new Float32Array(side * length);
  for (let cell = 0; cell < side; cell++) {
    const from = Math.floor((cell * length) / side);
    const to = Math.ceil(((cell + 1) * length) / side);
    matrix.fill(1 / (to - from), cell * length + from, cell * length + to);
  }
  return loadTensorFlow().tensor3d(matrix, [1, side, length]).tile([copies, 1, 1]);
}
