// The compact network: six 3x3 convolutions in four stages, for 48x48 grey faces and two cores. 1,128,167 parameters with seven
// classes, 75 million multiply-adds an image.
import { loadTensorFlow } from "../tensor/backend.ts";
import { batchNorm, batchNormEpsilon } from "../tensor/batch-norm.ts";
import { biasedConvolution } from "../tensor/biased-convolution.ts";
import { maxPool2x2 } from "../tensor/max-pool.ts";
import { relu } from "../tensor/relu.ts";
import type { Tensor1D, Tensor2D, Tensor4D } from "../tensor/tensorflow.ts";
import { initialValue } from "./initialise.ts";
import type { FoldedNetwork, Mode, Network, Output, ParameterSpec, Parameters } from "./network.ts";

const widthsOfStages = [[32], [64], [128, 128], [256, 256]];
const featureCount = 256;
const channels = 1;

/** One convolution with its batch norm and relu; a stage but the last ends with a 2x2 max-pool. */
interface Layer {
  convolution: string;
  norm: string;
  inputs: number;
  outputs: number;
  endsInPool: boolean;
}

const layers: Layer[] = widthsOfStages
  .flatMap((widths, stage) => widths.map((outputs, index) => ({ outputs, endsInPool: index === widths.length - 1 && stage < 3 })))
  .map(({ outputs, endsInPool }, index, all) => ({
    convolution: `conv${index + 1}`,
    norm: `bn${index + 1}`,
    inputs: index === 0 ? channels : all[index - 1]!.outputs,
    outputs,
    endsInPool,
  }));

export const compact: Network = {
  name: "compact",
  inputSize: 48,
  channels,
  featureCount,
  normalisation: { mean: 0.5, deviation: 0.25 },
  parameters,
  initialise: (seed, classCount) =>
    Object.fromEntries(parameters(classCount).map((spec) => [spec.name, initialValue(spec, seed, featureCount)])),
  forward,
  fold,
};

function parameters(classCount: number): ParameterSpec[] {
  const ofLayer = ({ convolution, norm, inputs, outputs }: Layer): ParameterSpec[] => [
    { name: `${convolution}.weight`, kind: "convolution", shape: [3, 3, inputs, outputs] },
    { name: `${norm}.weight`, kind: "vector", shape: [outputs] },
    { name: `${norm}.bias`, kind: "vector", shape: [outputs] },
    { name: `${norm}.running_mean`, kind: "running-statistic", shape: [outputs] },
    { name: `${norm}.running_var`, kind: "running-statistic", shape: [outputs] },
  ];
  return [
    ...layers.flatMap(ofLayer),
    { name: "fc.weight", kind: "linear", shape: [featureCount, classCount] },
    { name: "fc.bias", kind: "vector", shape: [classCount] },
  ];
}

function forward(parameters: Parameters, images: Tensor4D, mode: Mode): Output {
  const tf = loadTensorFlow();
  const statistics: Parameters = {};
  let x = images;
  for (const { convolution, norm, endsInPool } of layers) {
    x = tf.conv2d(x, parameters[`${convolution}.weight`] as Tensor4D, 1, "same");
    // Where a pool follows, the relu waits for it: the largest of the relus is the relu of the largest, over a quarter of the values.
    const normed = batchNorm(x, normParameters(parameters, norm), mode === "train", endsInPool ? "none" : "relu");
    if (mode === "train") {
      statistics[`${norm}.running_mean`] = normed.runningMean;
      statistics[`${norm}.running_var`] = normed.runningVariance;
    }
    x = endsInPool ? relu(maxPool2x2(normed.y)) : normed.y;
  }
  return { ...classify(parameters, x), statistics };
}

function classify(parameters: Parameters, x: Tensor4D): { features: Tensor2D; logits: Tensor2D } {
  const tf = loadTensorFlow();
  const features = tf.mean<Tensor2D>(x, [1, 2]); // [N, 6, 6, 256] -> [N, 256]
  const logits = tf.add<Tensor2D>(tf.matMul(features, parameters["fc.weight"] as Tensor2D), parameters["fc.bias"]!); // [N, K]
  return { features, logits };
}

function normParameters(parameters: Parameters, norm: string) {
  return {
    scale: parameters[`${norm}.weight`] as Tensor1D,
    offset: parameters[`${norm}.bias`] as Tensor1D,
    runningMean: parameters[`${norm}.running_mean`] as Tensor1D,
    runningVariance: parameters[`${norm}.running_var`] as Tensor1D,
  };
}

/** Batch norm over frozen statistics is one product and one sum a channel: both go into the convolution before it. */
function fold(parameters: Parameters): FoldedNetwork {
  const tf = loadTensorFlow();
  const folded = layers.map((layer) =>
    tf.tidy(() => {
      const { scale, offset, runningMean, runningVariance } = normParameters(parameters, layer.norm);
      const factor = scale.div<Tensor1D>(runningVariance.add(batchNormEpsilon).sqrt()); // [out]
      return {
        filter: parameters[`${layer.convolution}.weight`]!.mul<Tensor4D>(factor),
        bias: offset.sub<Tensor1D>(runningMean.mul(factor)),
      };
    }),
  );
  const last: Parameters = { "fc.weight": parameters["fc.weight"]!.clone(), "fc.bias": parameters["fc.bias"]!.clone() };
  return {
    forward: (images) =>
      tf.tidy(() => {
        let x = images;
        for (const [index, { filter, bias }] of folded.entries()) {
          x = biasedConvolution(x, filter, bias);
          x = relu(layers[index]!.endsInPool ? maxPool2x2(x) : x);
        }
        return classify(last, x);
      }),
    dispose: () => tf.dispose([folded as never, last]),
  };
}
