// VGG-16 as the paper fine-tunes it (section 4.3, "VGG-F"): 13 3x3 convolutions with bias, five 2x2 max-pools, two hidden layers of
// 4096 with dropout. 134,289,223 parameters with seven classes, 15.5 billion multiply-adds at 224. Names are torchvision's; a file's
// first hidden layer reads its inputs by channel, row, column, so that is how they are flattened here.
import type { Precision } from "../recipe.ts";
import { loadTensorFlow } from "../tensor/backend.ts";
import { inPrecision } from "../tensor/bfloat16.ts";
import { biasedConvolution } from "../tensor/biased-convolution.ts";
import { dropout } from "../tensor/dropout.ts";
import type { Tensor1D, Tensor2D, Tensor4D } from "../tensor/tensorflow.ts";
import { initialParameters } from "./initialise.ts";
import { convolutionSpec, linearSpecs, vectorSpec } from "./layer-specs.ts";
import { cellsByChannel, freeingStep, keepingStep, linear, type Step } from "./layers.ts";
import type { FoldedNetwork, NetworkBody, Output, ParameterSpec, Parameters, Start } from "./network.ts";
import { exactSurface, type Surface } from "./surface.ts";

/** Widths of the convolutions by stage (each ends in a pool), and of the two hidden layers. */
export interface VggShape {
  stages: readonly (readonly number[])[];
  hidden: number;
}

const shape16: VggShape = {
  stages: [
    [64, 64],
    [128, 128],
    [256, 256, 256],
    [512, 512, 512],
    [512, 512, 512],
  ],
  hidden: 4096,
};

/** Cells a side that the first hidden layer reads; torchvision averages pictures of other sizes to them, and so does this. */
const grid = 7;
const dropoutRate = 0.5;
const [firstHidden, secondHidden, head] = ["classifier.0", "classifier.3", "classifier.6"] as const;

interface Layer {
  name: string;
  inputs: number;
  outputs: number;
  /** Pools before it. */
  stage: number;
  endsInPool: boolean;
}

/** torchvision counts convolutions, relus and pools alike: features.0, 2, (4 pools) 5, ... */
function layersOf({ stages }: VggShape): Layer[] {
  let [position, inputs] = [0, 3];
  return stages.flatMap((widths, stage) =>
    widths.map((outputs, index) => {
      const layer = { name: `features.${position}`, inputs, outputs, stage, endsInPool: index === widths.length - 1 };
      position += layer.endsInPool ? 3 : 2;
      inputs = outputs;
      return layer;
    }),
  );
}

/** VGG-16 for pictures of this size. */
export const vgg16At = (size: number, surface = exactSurface): NetworkBody => vgg(shape16, size, surface);

/** A VGG of any shape; the tests compare a narrow one with PyTorch's. */
export function vgg(shape: VggShape, size: number, surface = exactSurface): NetworkBody {
  const layers = layersOf(shape);
  const parameters = (classCount: number) => parametersOf(shape, layers, size, classCount);
  return {
    name: "vgg-face",
    inputSize: size,
    channels: 3,
    featureCount: shape.hidden,
    head,
    scoringBatch: 16,
    parameters,
    initialise: (seed, classCount) => initialParameters(parameters(classCount), seed),
    forward: (values, images, mode, dropoutSeed) => {
      const flat = convolve(layers, values, images, surface, keepingStep);
      if (mode === "frozen") return { ...classify(values, flat, surface, (x) => x), statistics: {} };
      if (dropoutSeed === undefined) throw new Error("Training VGG-16 draws dropout: forward needs the update's dropoutSeed.");
      return { ...classify(values, flat, surface, (x, name) => dropout(x, dropoutRate, dropoutSeed, name)), statistics: {} };
    },
    fold: (values, precision = "float32") => fold(layers, values, precision),
  };
}

function parametersOf({ hidden }: VggShape, layers: Layer[], size: number, classCount: number): ParameterSpec[] {
  // torchvision's start of its linear layers.
  const start: { weight: Start; bias: Start } = { weight: { draw: "normal", deviation: 0.01 }, bias: { draw: "constant", value: 0 } };
  return [
    ...layers.flatMap(({ name, inputs, outputs, stage }) => [
      convolutionSpec(name, { side: 3, inputs, outputs, outputSize: Math.floor(size / 2 ** stage) }),
      vectorSpec(`${name}.bias`, outputs, 0),
    ]),
    ...linearSpecs(firstHidden, layers.at(-1)!.outputs * grid * grid, hidden, start),
    ...linearSpecs(secondHidden, hidden, hidden, start),
    ...linearSpecs(head, hidden, classCount, start),
  ];
}

/** Images [N, H, W, 3] to what enters the first hidden layer, [N, C grid grid]. */
function convolve(layers: Layer[], parameters: Parameters, images: Tensor4D, surface: Surface, step: Step): Tensor2D {
  let x = images;
  for (const { name, endsInPool } of layers) {
    const [filter, bias] = [parameters[`${name}.weight`] as Tensor4D, parameters[`${name}.bias`] as Tensor1D];
    x = step(x, (input) =>
      endsInPool
        ? surface.relu(surface.maxPool2x2(biasedConvolution(input, filter, bias))) // the relu waits for the pool, as in compact.ts
        : surface.activated((activation) => biasedConvolution(input, filter, bias, activation)),
    );
  }
  return cellsByChannel(x, grid);
}

function classify(
  parameters: Parameters,
  flat: Tensor2D,
  { relu }: Surface,
  drop: (x: Tensor2D, layer: string) => Tensor2D,
): Pick<Output, "features" | "logits"> {
  const hidden = drop(relu(linear(parameters, firstHidden, flat)), firstHidden); // "fc6"
  const features = relu(linear(parameters, secondHidden, hidden)); // "fc7"
  return { features, logits: linear(parameters, head, drop(features, secondHidden)) };
}

function fold(layers: Layer[], parameters: Parameters, precision: Precision): FoldedNetwork {
  const tf = loadTensorFlow();
  // Its hidden layers stay in float32: a hundredth of the work, and the features are what they compute.
  const own = tf.tidy(() =>
    Object.fromEntries(
      Object.entries(parameters).map(([name, tensor]) => [
        name,
        inPrecision(tensor.clone(), name.startsWith("features.") ? precision : "float32"),
      ]),
    ),
  );
  return {
    forward: (images) =>
      tf.tidy(() =>
        classify(own, convolve(layers, own, inPrecision(images.clone(), precision), exactSurface, freeingStep), exactSurface, (x) => x),
      ),
    weights: Object.values(own),
    dispose: () => tf.dispose(own),
  };
}
