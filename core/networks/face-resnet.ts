// A network trained to tell faces apart (dlib's 29-layer residual network, as face-api ships it), for when no VGG-Face file is at hand:
// 150x150 RGB. Each convolution has a learnt scale in the place of batch norm, so nothing depends on the batch. Names: face-api's, with
// dots and PyTorch's suffixes. It ends one block earlier than theirs, and features keep 4x4 places of 256 channels where theirs are means
// over all places: an expression is a matter of where, and their last block was trained to overlook it. On 161 held-out real faces the
// same training got 80 % so, 75 % after the last block with its 2x2 places, 67 % with means.
import type { Precision } from "../recipe.ts";
import { averagePool2x2 } from "../tensor/average-pool.ts";
import { loadTensorFlow } from "../tensor/backend.ts";
import { inPrecision } from "../tensor/bfloat16.ts";
import { biasedConvolution } from "../tensor/biased-convolution.ts";
import { foldScale } from "../tensor/channel-scale.ts";
import type { Window } from "../tensor/convolution.ts";
import type { FoldedConvolution } from "../tensor/folded-norm.ts";
import { fork } from "../tensor/fork.ts";
import { pad } from "../tensor/pad.ts";
import type { Tensor1D, Tensor2D, Tensor4D } from "../tensor/tensorflow.ts";
import { initialParameters } from "./initialise.ts";
import { convolutionSpec, linearSpecs, vectorSpec } from "./layer-specs.ts";
import { cellsByChannel, freeingStep, keepingStep, linear, roundedTo, type Step, weightsOf } from "./layers.ts";
import type { FoldedNetwork, NetworkBody, ParameterSpec, Parameters } from "./network.ts";
import { exactSurface, type Surface } from "./surface.ts";

/** Stages of equal width. Every one but the first begins with a block that halves its input. */
export type FaceStages = readonly { name: string; width: number; blocks: number }[];

const faceStages: FaceStages = [
  { name: "conv32", width: 32, blocks: 3 },
  { name: "conv64", width: 64, blocks: 3 },
  { name: "conv128", width: 128, blocks: 2 },
  { name: "conv256", width: 256, blocks: 2 },
];

const head = "fc";
const same: Window = { stride: 1, padding: 1 };
const halving: Window = { stride: 2, padding: 0 };

/** A convolution with its scale. */
interface Layer {
  name: string;
  side: number;
  inputs: number;
  outputs: number;
  window: Window;
  /** Where its scale begins, without a weight file. */
  startsAt: 0 | 1;
}

interface Block {
  first: Layer;
  second: Layer;
}

const stemOf = (stages: FaceStages): Layer => ({
  name: `${stages[0]!.name}_down`,
  side: 7,
  inputs: 3,
  outputs: stages[0]!.width,
  window: halving,
  startsAt: 1,
});

function blocksOf(stages: FaceStages): Block[] {
  // Nothing normalises, so a block begins as its shortcut: a second scale of 0 keeps 13 blocks from adding up (De and Smith 2020).
  const block = (name: string, inputs: number, outputs: number, window: Window): Block => ({
    first: { name: `${name}.conv1`, side: 3, inputs, outputs, window, startsAt: 1 },
    second: { name: `${name}.conv2`, side: 3, inputs: outputs, outputs, window: same, startsAt: 0 },
  });
  return stages.flatMap(({ name, width, blocks }, stage) => [
    ...(stage === 0 ? [] : [block(`${name}_down`, stages[stage - 1]!.width, width, halving)]),
    ...Array.from({ length: blocks }, (_, index) => block(`${name}_${index + 1}`, width, width, same)),
  ]);
}

/** Places of the features to a side: what 150 pixels leave; pictures of other sizes are pooled to as many. */
const grid = 4;

/** The face-recognition network for pictures of this size. */
export const faceResnetAt = (size: number, surface = exactSurface): NetworkBody => faceResnet(faceStages, size, surface);

/** The same of any width; the tests compare a narrow one with PyTorch's. */
export function faceResnet(stages: FaceStages, size: number, surface = exactSurface): NetworkBody {
  const [stem, blocks] = [stemOf(stages), blocksOf(stages)];
  const featureCount = stages.at(-1)!.width * grid * grid;
  const parameters = (classCount: number) => [...convolutionSpecs(stem, blocks, size), ...linearSpecs(head, featureCount, classCount)];
  return {
    name: "face-resnet",
    inputSize: size,
    channels: 3,
    featureCount,
    head,
    scoringBatch: 32,
    parameters,
    initialise: (seed, classCount) => initialParameters(parameters(classCount), seed),
    forward: (values, images) => {
      const x = walk(stem, blocks, images, (layer) => scaled(values, layer), surface, keepingStep);
      return { ...classify(values, x), statistics: {} };
    },
    fold: (values, precision = "float32") => fold(stem, blocks, values, precision),
  };
}

function convolutionSpecs(stem: Layer, blocks: Block[], size: number): ParameterSpec[] {
  const specs = ({ name, side, inputs, outputs, startsAt }: Layer, outputSize: number) => [
    convolutionSpec(`${name}.conv`, { side, inputs, outputs, outputSize }),
    vectorSpec(`${name}.conv.bias`, outputs, 0),
    vectorSpec(`${name}.scale.weight`, outputs, startsAt),
    vectorSpec(`${name}.scale.bias`, outputs, 0),
  ];
  const stemSize = Math.floor((size - 7) / 2) + 1;
  const all = specs(stem, stemSize);
  let side = Math.floor((stemSize - 3) / 2) + 1;
  for (const { first, second } of blocks) {
    const isHalving = first.window === halving;
    const inside = isHalving ? Math.floor((side - 3) / 2) + 1 : side;
    all.push(...specs(first, inside), ...specs(second, inside));
    if (isHalving) side = Math.floor(side / 2);
  }
  return all;
}

/** The convolution and its scale are one convolution. */
function scaled(parameters: Parameters, { name }: Layer): FoldedConvolution {
  return foldScale({
    filter: parameters[`${name}.conv.weight`] as Tensor4D,
    bias: parameters[`${name}.conv.bias`] as Tensor1D,
    scale: parameters[`${name}.scale.weight`] as Tensor1D,
    offset: parameters[`${name}.scale.bias`] as Tensor1D,
  });
}

/** Features are the means over each cell of the grid, in PyTorch's order, [N, C grid grid]. */
function classify(parameters: Parameters, x: Tensor4D): { features: Tensor2D; logits: Tensor2D } {
  const features = cellsByChannel(x, grid);
  return { features, logits: linear(parameters, head, features) };
}

/** Images [N, H, W, 3] to what the features are taken from, [N, h, w, 256]. */
function walk(
  stem: Layer,
  blocks: Block[],
  images: Tensor4D,
  weightsOf: (layer: Layer) => FoldedConvolution,
  surface: Surface,
  step: Step,
): Tensor4D {
  const compute = (x: Tensor4D, layer: Layer, activation: "none" | "relu") => {
    const { filter, bias } = weightsOf(layer);
    return biasedConvolution(x, filter, bias, activation, layer.window);
  };
  // The relu waits for the pool, as in compact.ts.
  let x = step(images, (input) => surface.relu(surface.maxPool3x3(compute(input, stem, "none"), 0)));
  for (const { first, second } of blocks) {
    x = step(x, (input) => {
      const [main, shortcut] = fork(input);
      const middle = surface.activated((activation) => compute(main, first, activation));
      const branch = compute(middle, second, "none");
      return first.window === halving
        ? surface.residualSum(...fitted(branch, averagePool2x2(shortcut)))
        : surface.residualSum(branch, shortcut);
    });
  }
  return x;
}

/**
 * The branch of a halving block may be a row and a column smaller than its pooled input, and the input narrower than the branch:
 * zeros stand for what is missing.
 */
function fitted(branch: Tensor4D, pooled: Tensor4D): [Tensor4D, Tensor4D] {
  const grown = (x: Tensor4D, bottom: number, right: number, channels: number) =>
    bottom + right + channels === 0 ? x : pad(x, { top: 0, bottom, left: 0, right, channels });
  const rows = pooled.shape[1] - branch.shape[1];
  const columns = pooled.shape[2] - branch.shape[2];
  return [grown(branch, rows, columns, 0), grown(pooled, 0, 0, branch.shape[3] - pooled.shape[3])];
}

function fold(stem: Layer, blocks: Block[], parameters: Parameters, precision: Precision): FoldedNetwork {
  const tf = loadTensorFlow();
  const layers = [stem, ...blocks.flatMap(({ first, second }) => [first, second])];
  const folded = Object.fromEntries(
    layers.map((layer) => [layer.name, tf.tidy(() => roundedTo(precision, scaled(parameters, layer)) as never) as FoldedConvolution]),
  );
  const last: Parameters = { "fc.weight": parameters["fc.weight"]!.clone(), "fc.bias": parameters["fc.bias"]!.clone() };
  return {
    forward: (images) =>
      tf.tidy(() =>
        classify(
          last,
          walk(stem, blocks, inPrecision(images.clone(), precision), ({ name }) => folded[name]!, exactSurface, freeingStep),
        ),
      ),
    weights: weightsOf(folded, last),
    dispose: () => tf.dispose([folded as never, last]),
  };
}
