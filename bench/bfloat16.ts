// Our networks in bfloat16 against themselves in float32: images per second of feature extraction and of a training step. The two take
// turns; each ratio is of one pair. Features and losses are compared, so that both did the same work.
// Run: node bench/run.mjs bfloat16 [--pairs 7] [--networks compact,resnet34] [--rows extraction,training]
import { parseArgs } from "node:util";
import { createUpdate, plainUpdate, zeroVelocities } from "../core/learning/step.ts";
import { type Network, networkOf, type Parameters } from "../core/networks/network.ts";
import { usualSetup } from "../core/networks/network-setup.ts";
import { randomStream } from "../core/random.ts";
import { type NetworkName, networkNames, type Precision } from "../core/recipe.ts";
import { loadTensorFlow, threadCount } from "../core/tensor/backend.ts";
import { bfloat16Speed, requirePrecision } from "../core/tensor/bfloat16-support.ts";
import type { Tensor4D } from "../core/tensor/tensorflow.ts";
import { median } from "./median.ts";

const classCount = 7;
const precisions = ["float32", "bfloat16"] as const;
/** Images of an extraction, as many as fill the cores, and of a training step, as in the benchmark against PyTorch. */
const batchSizes: Record<NetworkName, { extraction: number; training: number }> = {
  compact: { extraction: 128, training: 64 },
  "vgg-face": { extraction: 8, training: 8 },
  resnet34: { extraction: 16, training: 16 },
  "face-resnet": { extraction: 32, training: 32 },
};
/** Of the features' and the loss's size: what is left of 8 bits after dozens of layers. */
const tolerance = 0.1;

const options = {
  pairs: { type: "string", default: "7" },
  networks: { type: "string", default: networkNames.join(",") },
  rows: { type: "string", default: "extraction,training" },
} as const;

/** One side of a row. */
interface Side {
  /** Does the work once and returns what is compared. */
  work(): number[];
  dispose(): void;
}

function main(): void {
  const { pairs, networks, rows } = parseArgs({ options }).values;
  requirePrecision("bfloat16");
  console.log(`${threadCount()} threads; a convolution alone runs at ${bfloat16Speed().toFixed(2)} times the speed of float32`);
  for (const name of networks.split(",")) {
    const network = networkOf(usualSetup(name as NetworkName));
    for (const row of rows.split(",") as ("extraction" | "training")[]) {
      const batchSize = batchSizes[network.name][row];
      const images = imagesOf(network, batchSize);
      const sideOf = row === "extraction" ? extraction : training;
      measure(`${network.name} ${row}, batch ${batchSize}`, batchSize, Number(pairs), (precision) => sideOf(network, images, precision));
      images.dispose();
    }
  }
}

function measure(title: string, batchSize: number, pairs: number, sideOf: (precision: Precision) => Side): void {
  const sides = { float32: sideOf("float32"), bfloat16: sideOf("bfloat16") };
  const rates = { float32: [] as number[], bfloat16: [] as number[] };
  for (let pair = 0; pair <= pairs; pair++) {
    const results = precisions.map((precision) => {
      const begun = performance.now();
      const result = sides[precision].work();
      if (pair > 0) rates[precision].push((1000 * batchSize) / (performance.now() - begun)); // the first is the warm-up
      return result;
    });
    if (pair === 0) requireSameWork(title, results[0]!, results[1]!);
  }
  for (const precision of precisions) sides[precision].dispose();
  const ratios = rates.bfloat16.map((rate, pair) => rate / rates.float32[pair]!);
  const shown = precisions.map((precision) => `${precision} ${median(rates[precision]).toFixed(1)} images/s`);
  console.log(`${title}: ${shown.join(", ")}; median ratio of pairs ${median(ratios).toFixed(2)}`);
}

/** Features of a batch. */
function extraction(network: Network, images: Tensor4D, precision: Precision): Side {
  const tf = loadTensorFlow();
  const parameters = startOf(network);
  const folded = network.fold(parameters, precision);
  tf.dispose(parameters);
  return {
    work() {
      const { features, logits } = folded.forward(images);
      const values = Array.from(features.dataSync());
      tf.dispose([features, logits]);
      return values;
    },
    dispose: () => folded.dispose(),
  };
}

/** An update, and the loss before it. */
function training(network: Network, images: Tensor4D, precision: Precision): Side {
  const tf = loadTensorFlow();
  const learnt = { parameters: startOf(network), velocities: zeroVelocities(network, classCount) };
  const labels = tf.tensor1d(
    Int32Array.from({ length: images.shape[0] }, (_, row) => row % classCount),
    "int32",
  );
  const update = createUpdate(network, classCount, { ...plainUpdate, precision });
  return {
    work: () => [update(learnt, images, labels, { learningRate: 1e-4, momentum: 0.9, weightDecay: 0 }, 1).loss],
    dispose: () => tf.dispose([learnt.parameters, learnt.velocities, labels] as never),
  };
}

/** Start values; the face network's blocks begin as their shortcuts, which would leave nothing of them to compare. */
function startOf(network: Network): Parameters {
  const tf = loadTensorFlow();
  const parameters = network.initialise(1, classCount);
  for (const [name, tensor] of Object.entries(parameters)) {
    if (!name.endsWith("scale.weight")) continue;
    tensor.dispose();
    parameters[name] = tf.fill(tensor.shape, 0.5);
  }
  return parameters;
}

function imagesOf({ inputSize: side, channels }: Network, count: number): Tensor4D {
  const random = randomStream(1, "bfloat16 bench");
  const values = Float32Array.from({ length: count * side * side * channels }, () => random.normal());
  return loadTensorFlow().tensor4d(values, [count, side, side, channels]);
}

function requireSameWork(title: string, exact: number[], near: number[]): void {
  const norm = (values: number[]) => Math.sqrt(values.reduce((sum, value) => sum + value * value, 0));
  const error = norm(near.map((value, index) => value - exact[index]!)) / norm(exact);
  if (!(error < tolerance)) throw new Error(`${title}: bfloat16 is off by ${error} of float32's size; the two did not do the same work.`);
}

main();
