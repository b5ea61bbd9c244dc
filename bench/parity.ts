// The four networks in full size against PyTorch (bench/peers/parity.py) from the same start weights: features and logits when frozen,
// losses, weights and running statistics of two updates. An error is norm(a - b) / norm(b) of one tensor; above 1e-4 the program fails.
// The first momentum is the gradient and says more than the weights that it hardly moves: it is held against PyTorch in float64. A relu
// whose input rounding moves across 0 (VGG-16: one of 802,816, by 1e-7) puts all gradients before it 5e-3 off, where they were 2e-6.
// Run: npm run bench:parity [-- NETWORK ...]
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createNormaliser } from "../core/learning/augment.ts";
import { parameterGroups } from "../core/learning/parameter-groups.ts";
import { createUpdate, plainUpdate, zeroVelocities } from "../core/learning/step.ts";
import { type Network, networkOf, type Parameters } from "../core/networks/network.ts";
import { usualSetup } from "../core/networks/network-setup.ts";
import { storedState, storedTensor } from "../core/networks/weights/layout.ts";
import { readSafetensors, writeSafetensors } from "../core/networks/weights/safetensors.ts";
import { defaultRecipes, type NetworkName, networkNames } from "../core/recipe.ts";
import { loadTensorFlow } from "../core/tensor/backend.ts";
import type { Tensor1D, Tensor4D } from "../core/tensor/tensorflow.ts";
import { drawnBatches, drawnWeights } from "./comparison/drawn.ts";
import { relativeError } from "./comparison/same-work.ts";
import { markdown } from "./comparison/tables.ts";

const tf = loadTensorFlow();
const tolerance = 1e-4;
/** Of gradients that pass relus and pools, or twice PyTorch's own error where that is more; that of the last layer passes none. */
const gateTolerance = 1e-2;
const classCount = 7;
const updateCount = 2;

/** A weight moves by a hundredth at most: after longer steps the second update is another one by rounding. */
const settings: Record<NetworkName, { pictures: number; learningRate: number }> = {
  compact: { pictures: 16, learningRate: 0.05 },
  "vgg-face": { pictures: 2, learningRate: 1e-6 },
  resnet34: { pictures: 8, learningRate: 1e-4 },
  "face-resnet": { pictures: 4, learningRate: 0.05 },
};

interface Comparison {
  /** What was compared. */
  what: string;
  /** The worst tensor, where there are several. */
  tensor: string;
  error: number;
  allowed: number;
}

interface Inputs {
  images: Tensor4D;
  labels: Tensor1D;
}

type Floats = (name: string) => Float32Array;

async function compareNetwork(name: NetworkName): Promise<Comparison[]> {
  const network = networkOf(usualSetup(name));
  const folder = mkdtempSync(join(tmpdir(), "omnifer-parity-"));
  const { momentum, weightDecay } = defaultRecipes[name].primitive;
  const { learningRate, pictures } = settings[name];
  try {
    const parameters = drawnWeights(network, classCount);
    const files = { start: join(folder, "start.safetensors"), inputs: join(folder, "inputs.safetensors") };
    await writeSafetensors(files.start, storedState(network, parameters, classCount, 0));
    const drawn = drawnBatches(network, { batchCount: 1, batchSize: pictures, classCount, maskedUpdates: updateCount });
    await writeSafetensors(files.inputs, drawn);
    const peerArguments = [name, files.start, files.inputs, learningRate, momentum, weightDecay, folder].map(String);
    execFileSync(process.env.OMNIFER_PYTHON ?? "python3", [join("bench", "peers", "parity.py"), ...peerArguments], { stdio: "inherit" });

    const inputs = inputsOf(network, drawn.pixels!.values as Uint8Array, drawn.labels!.values as BigInt64Array);
    const comparisons = await compareFrozen(network, parameters, inputs, folder);
    const learnt = { parameters, velocities: zeroVelocities(network, classCount) };
    const update = createUpdate(network, classCount);
    for (let number = 0; number < updateCount; number++) {
      const { loss } = update(learnt, inputs.images, inputs.labels, { learningRate, momentum, weightDecay }, number);
      const theirs = await floatsOf(join(folder, `${number + 1}.safetensors`));
      comparisons.push(held(`loss ${number + 1}`, "loss", [loss], theirs("loss")));
      comparisons.push(...compareStates(network, learnt.parameters, theirs, number + 1));
      if (number > 0) continue; // a second gradient is that of other weights already
      comparisons.push(compareGradients(network, learnt.velocities, await floatsOf(join(folder, "momentum.safetensors"))));
    }
    tf.dispose([learnt.parameters, learnt.velocities, inputs.images, inputs.labels] as never);
    return comparisons;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function inputsOf(network: Network, pixels: Uint8Array, labels: BigInt64Array): Inputs {
  const positions = [...labels.keys()];
  const { inputSize: side, channels } = network;
  return {
    images: tf.tensor4d(createNormaliser(network)(pixels, positions), [labels.length, side, side, channels]),
    labels: tf.tensor1d(Int32Array.from(labels, Number), "int32"),
  };
}

/** As training sees them, and folded as mining does. */
async function compareFrozen(network: Network, parameters: Parameters, { images }: Inputs, folder: string): Promise<Comparison[]> {
  const theirs = await floatsOf(join(folder, "frozen.safetensors"));
  const folded = network.fold(parameters);
  const plain = network.forward(parameters, images, "frozen");
  const fast = folded.forward(images);
  const comparisons = (["features", "logits"] as const).flatMap((output) => [
    held(output, "plain", plain[output].dataSync(), theirs(output)),
    held(output, "folded", fast[output].dataSync(), theirs(output)),
  ]);
  tf.dispose([plain.features, plain.logits, fast.features, fast.logits]);
  folded.dispose();
  return comparisons;
}

/** Weights and running statistics after an update, each by its worst tensor. */
function compareStates(network: Network, parameters: Parameters, theirs: Floats, update: number): Comparison[] {
  const all = network.parameters(classCount).map(({ name, kind }) => {
    const what = kind === "running-statistic" ? "statistics" : "weights";
    return held(`${what} after update ${update}`, name, storedTensor(parameters[name]!, kind).values as Float32Array, theirs(name));
  });
  return [...new Set(all.map(({ what }) => what))].map((what) => worst(all.filter((one) => one.what === what)));
}

/** By its worst tensor, beside what PyTorch's own float32 is off there. */
function compareGradients(network: Network, velocities: Tensor1D[], theirs: Floats): Comparison {
  const all = velocitiesByName(network, velocities).map(({ name, values }) => {
    const exact = theirs(`float64.${name}`);
    const own = relativeError(theirs(`float32.${name}`), exact);
    const allowed = name.startsWith(`${network.head}.`) ? tolerance : Math.max(gateTolerance, 2 * own);
    return {
      what: "momentum after update 1",
      tensor: `${name} (PyTorch's own ${own.toExponential(1)})`,
      error: relativeError(values, exact),
      allowed,
    };
  });
  return worst(all);
}

/** As a file holds the parameters that they belong to. */
function velocitiesByName(network: Network, velocities: Tensor1D[]): { name: string; values: Float32Array }[] {
  const specs = new Map(network.parameters(classCount).map((spec) => [spec.name, spec]));
  return parameterGroups(network, classCount, plainUpdate).flatMap(({ names }, group) => {
    let from = 0;
    return names.map((name) => {
      const { kind, shape } = specs.get(name)!;
      const size = tf.util.sizeFromShape(shape);
      const own = tf.tidy(() => velocities[group]!.slice(from, size).reshape(shape));
      from += size;
      const { values } = storedTensor(own, kind);
      own.dispose();
      return { name, values: values as Float32Array };
    });
  });
}

function held(what: string, tensor: string, ours: ArrayLike<number>, theirs: ArrayLike<number>): Comparison {
  return { what, tensor, error: relativeError(ours, theirs), allowed: tolerance };
}

/** The one nearest to its limit, or above it by most; what is no number is worse than any. */
const worst = (comparisons: Comparison[]) =>
  comparisons.reduce((one, other) => (other.error / other.allowed <= one.error / one.allowed ? one : other));

async function floatsOf(file: string): Promise<Floats> {
  const { tensors } = await readSafetensors(file);
  return (name) => tensors[name]!.values as Float32Array;
}

async function main(): Promise<void> {
  const asked = process.argv.slice(2);
  const unknown = asked.find((name) => !(networkNames as readonly string[]).includes(name));
  if (unknown) throw new Error(`No network "${unknown}". Networks: ${networkNames.join(", ")}.`);
  const lines: string[][] = [];
  for (const name of networkNames.filter((one) => asked.length === 0 || asked.includes(one))) {
    for (const { what, tensor, error, allowed } of await compareNetwork(name)) {
      const isHeld = error <= allowed; // not so for NaN
      lines.push([name, what, tensor, error.toExponential(1), allowed.toExponential(0), isHeld ? "" : "ABOVE"]);
      if (!isHeld) process.exitCode = 1;
    }
    console.log(`${name}: compared`);
  }
  console.log(`\n${markdown(["network", "compared", "tensor (of several, the worst)", "error", "at most", ""], lines)}`);
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
