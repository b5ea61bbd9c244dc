// The compact network: six 3x3 convolutions in four stages, for 48x48 grey faces and two cores. 1,128,167 parameters with seven
// classes, 75 million multiply-adds an image.
import type { Precision } from "../recipe.ts";
import { loadTensorFlow } from "../tensor/backend.ts";
import { inPrecision } from "../tensor/bfloat16.ts";
import { biasedConvolution } from "../tensor/biased-convolution.ts";
import { maxPool2x2 } from "../tensor/max-pool.ts";
import type { Tensor4D } from "../tensor/tensorflow.ts";
import { initialParameters } from "./initialise.ts";
import { convolutionSpec, linearSpecs, normSpecs } from "./layer-specs.ts";
import { foldNorm, normedConvolution, pooledHead, weightsOf } from "./layers.ts";
import type { FoldedNetwork, Mode, NetworkBody, Output, ParameterSpec, Parameters } from "./network.ts";
import { exactSurface, type Surface } from "./surface.ts";

const widthsOfStages = [[32], [64], [128, 128], [256, 256]];
const featureCount = 256;
const channels = 1;
const head = "fc";

/** One convolution with its batch norm and relu; a stage but the last ends with a 2x2 max-pool. */
interface Layer {
  convolution: string;
  norm: string;
  inputs: number;
  outputs: number;
  /** Pools before it. */
  stage: number;
  endsInPool: boolean;
}

const layers: Layer[] = widthsOfStages
  .flatMap((widths, stage) => widths.map((outputs, index) => ({ outputs, stage, endsInPool: index === widths.length - 1 && stage < 3 })))
  .map((layer, index, all) => ({
    ...layer,
    convolution: `conv${index + 1}`,
    norm: `bn${index + 1}`,
    inputs: index === 0 ? channels : all[index - 1]!.outputs,
  }));

/** The compact network for pictures of this size. */
export function compactAt(size: number, surface = exactSurface): NetworkBody {
  const parameters = (classCount: number) => parametersAt(size, classCount);
  return {
    name: "compact",
    inputSize: size,
    channels,
    featureCount,
    head,
    scoringBatch: 32,
    parameters,
    initialise: (seed, classCount) => initialParameters(parameters(classCount), seed),
    forward: (values, images, mode) => forward(values, images, mode, surface),
    fold,
  };
}

function parametersAt(size: number, classCount: number): ParameterSpec[] {
  const ofLayer = ({ convolution: name, norm, inputs, outputs, stage }: Layer): ParameterSpec[] => [
    convolutionSpec(name, { side: 3, inputs, outputs, outputSize: Math.floor(size / 2 ** stage) }),
    ...normSpecs(norm, outputs),
  ];
  return [...layers.flatMap(ofLayer), ...linearSpecs(head, featureCount, classCount)];
}

function forward(parameters: Parameters, images: Tensor4D, mode: Mode, surface: Surface): Output {
  const statistics: Parameters = {};
  let x = images;
  for (const layer of layers) {
    const input = x;
    const convolve = (activation: "none" | "relu") =>
      normedConvolution(input, parameters, layer, { stride: 1, padding: 1 }, mode, activation, statistics);
    // Where a pool follows, the relu waits for it: the largest of the relus is the relu of the largest, over a quarter of the values.
    x = layer.endsInPool ? surface.relu(surface.maxPool2x2(convolve("none"))) : surface.activated(convolve);
  }
  return { ...pooledHead(parameters, head, x), statistics };
}

function fold(parameters: Parameters, precision: Precision = "float32"): FoldedNetwork {
  const tf = loadTensorFlow();
  const folded = layers.map(({ convolution: name, norm }) =>
    foldNorm(parameters[`${name}.weight`] as Tensor4D, parameters, norm, precision),
  );
  const last: Parameters = { "fc.weight": parameters["fc.weight"]!.clone(), "fc.bias": parameters["fc.bias"]!.clone() };
  return {
    forward: (images) =>
      tf.tidy(() => {
        let x = inPrecision(images, precision);
        for (const [index, { filter, bias }] of folded.entries()) {
          x = biasedConvolution(x, filter, bias, "relu");
          if (layers[index]!.endsInPool) x = maxPool2x2(x);
        }
        return pooledHead(last, head, x);
      }),
    weights: weightsOf(folded, last),
    dispose: () => tf.dispose([folded as never, last]),
  };
}
