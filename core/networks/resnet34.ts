// ResNet-34 (section 4.3; He et al. 2016) in torchvision's layout: a 7x7 stem, four stages of 3, 4, 6 and 3 basic blocks, 512
// features. 21,288,263 parameters with seven classes, 3.66 billion multiply-adds at 224. Names are torchvision's.
import type { Precision } from "../recipe.ts";
import { loadTensorFlow } from "../tensor/backend.ts";
import { inPrecision } from "../tensor/bfloat16.ts";
import { biasedConvolution } from "../tensor/biased-convolution.ts";
import type { Window } from "../tensor/convolution.ts";
import type { FoldedConvolution } from "../tensor/folded-norm.ts";
import { fork } from "../tensor/fork.ts";
import type { Tensor4D } from "../tensor/tensorflow.ts";
import { initialParameters } from "./initialise.ts";
import { convolutionSpec, linearSpecs, normSpecs } from "./layer-specs.ts";
import { foldNorm, freeingStep, keepingStep, normedConvolution, pooledHead, type Step, weightsOf } from "./layers.ts";
import type { FoldedNetwork, Mode, NetworkBody, Output, ParameterSpec, Parameters } from "./network.ts";
import { exactSurface, type Surface } from "./surface.ts";

/** Blocks and their width by stage; the stem is as wide as the first, and every other stage begins with a stride of 2. */
export type ResnetStages = readonly { blocks: number; width: number }[];

const stages34: ResnetStages = [
  { blocks: 3, width: 64 },
  { blocks: 4, width: 128 },
  { blocks: 6, width: 256 },
  { blocks: 3, width: 512 },
];

const head = "fc";

/** A convolution with its batch norm. */
interface Layer {
  convolution: string;
  norm: string;
  side: number;
  inputs: number;
  outputs: number;
  window: Window;
}

interface Block {
  first: Layer;
  second: Layer;
  /** Fits the input to the sum where size or width change. */
  downsample: Layer | null;
}

const stemOf = (stages: ResnetStages): Layer => ({
  convolution: "conv1",
  norm: "bn1",
  side: 7,
  inputs: 3,
  outputs: stages[0]!.width,
  window: { stride: 2, padding: 3 },
});

function blocksOf(stages: ResnetStages): Block[] {
  let inputs = stages[0]!.width;
  return stages.flatMap(({ blocks, width }, stage) =>
    Array.from({ length: blocks }, (_, index) => {
      const name = `layer${stage + 1}.${index}`;
      const stride = stage > 0 && index === 0 ? 2 : 1;
      const layer = (number: number, from: number, window: Window): Layer => ({
        convolution: `${name}.conv${number}`,
        norm: `${name}.bn${number}`,
        side: 3,
        inputs: from,
        outputs: width,
        window,
      });
      const block: Block = {
        first: layer(1, inputs, { stride, padding: 1 }),
        second: layer(2, width, { stride: 1, padding: 1 }),
        downsample:
          stride === 1 && inputs === width
            ? null
            : {
                convolution: `${name}.downsample.0`,
                norm: `${name}.downsample.1`,
                side: 1,
                inputs,
                outputs: width,
                window: { stride, padding: 0 },
              },
      };
      inputs = width;
      return block;
    }),
  );
}

/** ResNet-34 for pictures of this size. */
export const resnet34At = (size: number, surface = exactSurface): NetworkBody => resnet(stages34, size, surface);

/** A ResNet of basic blocks of any depth and width; the tests compare a small one with PyTorch's. */
export function resnet(stages: ResnetStages, size: number, surface = exactSurface): NetworkBody {
  const [stem, blocks] = [stemOf(stages), blocksOf(stages)];
  const featureCount = stages.at(-1)!.width;
  const parameters = (classCount: number): ParameterSpec[] => [
    ...convolutionSpecs(stem, blocks, size),
    ...linearSpecs(head, featureCount, classCount),
  ];
  return {
    name: "resnet34",
    inputSize: size,
    channels: 3,
    featureCount,
    head,
    scoringBatch: 16,
    parameters,
    initialise: (seed, classCount) => initialParameters(parameters(classCount), seed),
    forward: (values, images, mode) => forward(stem, blocks, values, images, mode, surface),
    fold: (values, precision = "float32") => fold(stem, blocks, values, precision),
  };
}

function convolutionSpecs(stem: Layer, blocks: Block[], size: number): ParameterSpec[] {
  const specs = ({ convolution: name, norm, side, inputs, outputs }: Layer, outputSize: number) => [
    convolutionSpec(name, { side, inputs, outputs, outputSize }),
    ...normSpecs(norm, outputs),
  ];
  const halved = (length: number) => Math.ceil(length / 2); // what a stride of 2 leaves, with these paddings
  const all = specs(stem, halved(size));
  let side = halved(halved(size));
  for (const { first, second, downsample } of blocks) {
    if (first.window.stride === 2) side = halved(side);
    for (const layer of [first, second, downsample]) if (layer) all.push(...specs(layer, side));
  }
  return all;
}

type Compute = (x: Tensor4D, layer: Layer, activation: "none" | "relu") => Tensor4D;

/** Images [N, H, W, 3] to [N, H/32, W/32, 512]. */
function walk(stem: Layer, blocks: Block[], images: Tensor4D, compute: Compute, surface: Surface, step: Step): Tensor4D {
  // The relu waits for the pool, as in compact.ts.
  let x = step(images, (input) => surface.relu(surface.maxPool3x3(compute(input, stem, "none"), 1)));
  for (const { first, second, downsample } of blocks) {
    x = step(x, (input) => {
      const [main, shortcut] = fork(input);
      const middle = surface.activated((activation) => compute(main, first, activation));
      const branch = compute(middle, second, "none");
      return surface.residualSum(branch, downsample ? compute(shortcut, downsample, "none") : shortcut);
    });
  }
  return x;
}

function forward(stem: Layer, blocks: Block[], parameters: Parameters, images: Tensor4D, mode: Mode, surface: Surface): Output {
  const statistics: Parameters = {};
  const compute: Compute = (x, layer, activation) => normedConvolution(x, parameters, layer, layer.window, mode, activation, statistics);
  return { ...pooledHead(parameters, head, walk(stem, blocks, images, compute, surface, keepingStep)), statistics };
}

function fold(stem: Layer, blocks: Block[], parameters: Parameters, precision: Precision): FoldedNetwork {
  const tf = loadTensorFlow();
  const layers = [stem, ...blocks.flatMap(({ first, second, downsample }) => [first, second, ...(downsample ? [downsample] : [])])];
  const folded: Record<string, FoldedConvolution> = Object.fromEntries(
    layers.map(({ convolution: name, norm }) => [name, foldNorm(parameters[`${name}.weight`] as Tensor4D, parameters, norm, precision)]),
  );
  const last: Parameters = { "fc.weight": parameters["fc.weight"]!.clone(), "fc.bias": parameters["fc.bias"]!.clone() };
  const compute: Compute = (x, { convolution: name, window }, activation) =>
    biasedConvolution(x, folded[name]!.filter, folded[name]!.bias, activation, window);
  return {
    forward: (images) =>
      tf.tidy(() => pooledHead(last, head, walk(stem, blocks, inPrecision(images.clone(), precision), compute, exactSurface, freeingStep))),
    weights: weightsOf(folded, last),
    dispose: () => tf.dispose([folded as never, last]),
  };
}
