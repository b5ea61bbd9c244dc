// The three networks of MTCNN (Zhang et al. 2016, Fig. 2) are one kind: convolutions without padding, each followed by a PReLU and perhaps
// a pool, then linear heads. A hidden linear layer over a 3x3 map is a 3x3 convolution of it, and a head one of 1x1, so each network takes
// pictures of any size from its window on, and has values for every place of the window.
import { type StoredSpec, tensorOf } from "../networks/weights/layout.ts";
import type { StoredTensor } from "../networks/weights/safetensors.ts";
import { loadTensorFlow } from "../tensor/backend.ts";
import { biasedConvolution } from "../tensor/biased-convolution.ts";
import type { Tensor, Tensor1D, Tensor4D } from "../tensor/tensorflow.ts";

/** Names are facenet-pytorch's. */
export interface FaceNetwork {
  layers: readonly FaceLayer[];
  heads: {
    /** Two values, before their softmax: no face, face. */
    face: string;
    /** Four: by which share of its size the box moves its left, top, right and bottom side. */
    sides: string;
    /** Ten: five x, then five y, as shares of the box. */
    points?: string;
  };
}

export interface FaceLayer {
  name: string;
  /** The PReLU after it. */
  prelu: string;
  side: number;
  outputs: number;
  /** Side of the max-pool after that, at every second place; the last window may be cut off (PyTorch's ceil_mode). */
  pool?: 2 | 3;
  /** Stored as a linear layer of its side x side map, flattened by column, row, channel. */
  isLinear?: boolean;
}

/** Values of a place: the log odds of a face (the difference of its two), then the sides, then the points. */
export const valueCount = ({ heads }: FaceNetwork): number => (heads.points === undefined ? 5 : 15);

/** A network made ready to run. The caller disposes its tensors. */
export interface FoldedFaceNetwork {
  /** Of the first layer, by the channels of the pictures: grey ones have one, and need a third of the work. */
  first: Record<1 | 3, Tensor4D>;
  /** All others, in the order in which they are used. */
  rest: Tensor[];
  /**
   * @param pictures  [N, H, W, channels], -1 to 1
   * @returns [N, H', W', valueCount]
   */
  forward(pictures: Tensor4D, first: Tensor4D, rest: readonly Tensor[]): Tensor4D;
}

const noPadding = { stride: 1, padding: 0 };

/** @throws InputError when a tensor is missing or has another shape */
export function foldFaceNetwork(network: FaceNetwork, tensors: Record<string, StoredTensor>, file: string): FoldedFaceNetwork {
  const tf = loadTensorFlow();
  const { layers } = network;
  const read: ReadTensor = (name, kind, ...shape) => tensorOf(tensors, { name, kind, shape }, file);
  const steepLayers = layers.map(({ prelu }) => isSteep(tensors[`${prelu}.weight`]));
  const { colour, grey, rest } = tf.tidy(() => {
    const folded = layers.map((layer, index) => {
      const inputs = index === 0 ? 3 : layers[index - 1]!.outputs;
      const slopes = slopesOf(read(`${layer.prelu}.weight`, "vector", layer.outputs), steepLayers[index]!);
      return { filter: filterOf(layer, inputs, read), rest: [read(`${layer.name}.bias`, "vector", layer.outputs), ...slopes] };
    });
    const [opening, ...following] = folded;
    return {
      colour: opening!.filter,
      grey: opening!.filter.sum<Tensor4D>(2, true),
      rest: [...opening!.rest, ...following.flatMap(({ filter, rest }) => [filter, ...rest]), ...headsOf(network, read)],
    };
  });
  return { first: { 1: grey, 3: colour }, rest, forward };

  function forward(pictures: Tensor4D, first: Tensor4D, weights: readonly Tensor[]): Tensor4D {
    let next = 0;
    const take = <T extends Tensor>() => weights[next++] as T;
    let x = pictures;
    for (const [index, { pool }] of layers.entries()) {
      const filter = index === 0 ? first : take<Tensor4D>();
      x = biasedConvolution(x, filter, take<Tensor1D>(), "none", noPadding);
      x = tf.maximum(x, x.mul(take()));
      if (pool) x = ceilMaxPool(x, pool);
      if (steepLayers[index]) x = tf.minimum(x, x.mul(take()));
    }
    return biasedConvolution(x, take<Tensor4D>(), take<Tensor1D>(), "none", noPadding);
  }
}

type ReadTensor = (name: string, kind: StoredSpec["kind"], ...shape: number[]) => Tensor;

/** [side, side, inputs, outputs] */
function filterOf({ name, side, outputs, isLinear }: FaceLayer, inputs: number, read: ReadTensor): Tensor4D {
  if (!isLinear) return read(`${name}.weight`, "convolution", side, side, inputs, outputs) as Tensor4D;
  const byColumn = read(`${name}.weight`, "linear", side * side * inputs, outputs).reshape([side, side, inputs, outputs]);
  return byColumn.transpose<Tensor4D>([1, 0, 2, 3]);
}

/** All heads as one convolution, its filter [1, 1, inputs, valueCount] and its bias. */
function headsOf({ layers, heads }: FaceNetwork, read: ReadTensor): [filter: Tensor, bias: Tensor] {
  const tf = loadTensorFlow();
  const { outputs: inputs, isLinear } = layers[layers.length - 1]!;
  const head = (name: string, outputs: number) => ({
    filter: isLinear
      ? read(`${name}.weight`, "linear", inputs, outputs).reshape([1, 1, inputs, outputs])
      : read(`${name}.weight`, "convolution", 1, 1, inputs, outputs),
    bias: read(`${name}.bias`, "vector", outputs),
  });
  const ofFaceLessOfNone = (pair: Tensor): Tensor => {
    const [none, face] = tf.split(pair, 2, pair.rank - 1);
    return face!.sub(none!);
  };
  const pair = head(heads.face, 2);
  const others = [head(heads.sides, 4), ...(heads.points === undefined ? [] : [head(heads.points, 10)])];
  return [
    tf.concat([ofFaceLessOfNone(pair.filter), ...others.map(({ filter }) => filter)], 3),
    tf.concat([ofFaceLessOfNone(pair.bias), ...others.map(({ bias }) => bias)], 0),
  ];
}

/** Whether values below 0 become lower still in some channel. */
const isSteep = (slopes: StoredTensor | undefined): boolean => slopes?.dtype === "F32" && slopes.values.some((slope) => slope > 1);

/**
 * PReLU is max(x, a x) where the slope a of what is below 0 is at most 1, and min(x, a x) where it is more. A steep layer takes both in
 * turn, each with slopes of 1 where the other is meant; the second waits for the pool, whose maxima it does not change.
 */
function slopesOf(slopes: Tensor, isSteepLayer: boolean): Tensor[] {
  const tf = loadTensorFlow();
  return isSteepLayer ? [tf.minimum(slopes, 1), tf.maximum(slopes, 1)] : [slopes];
}

/** The largest of each window at every second place, from the first on; the last window may be cut off on its far sides. */
function ceilMaxPool(x: Tensor4D, side: 2 | 3): Tensor4D {
  // TensorFlow's "same" puts what a window lacks at its end, but where two lines are lacking one of them at the start: then none is cut off.
  const isWhole = side === 3 && x.shape[1] % 2 === 1;
  return loadTensorFlow().maxPool(x, side, 2, isWhole ? "valid" : "same");
}
