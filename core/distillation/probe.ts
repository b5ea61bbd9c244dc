// Fig. 7: a network learns from distilled images alone, and is asked for the classes of others. What it can tell about them is a pattern
// that the images of a class share; faces have no part in it.
import { dropoutSeedOfUpdate } from "../learning/augment.ts";
import { createUpdate, plainUpdate, zeroVelocities } from "../learning/step.ts";
import type { Network, Parameters } from "../networks/network.ts";
import { permutation, randomStream } from "../random.ts";
import { loadTensorFlow } from "../tensor/backend.ts";
import { crossEntropyOfRows } from "../tensor/cross-entropy.ts";
import type { Tensor4D } from "../tensor/tensorflow.ts";
import type { ProbeEpoch } from "./distillation-view.ts";
import type { Pauses } from "./source-features.ts";

/** Images with the class of each. */
export interface ProbeSet {
  /** [n, H, W, C], normalised. */
  images: Float32Array;
  /** [n] class index */
  labels: Int32Array;
}

export interface ProbeSettings {
  network: Network;
  classCount: number;
  epochs: number;
  /** Of the start weights. */
  seed: number;
}

/** The scratch recipe's rate and momentum, without its weight decay, which 60 updates would not feel. */
const updateSettings = { learningRate: 0.05, momentum: 0.9, weightDecay: 0 };
/** Images that go through the network at once; the usual 35 are one batch. */
const partSize = 64;

/**
 * Trains from random weights, an update with all images an epoch, and asks after each update, in running statistics, about every test.
 *
 * @param train  without two images at least, batch norm has nothing to estimate from
 * @param tests  each not empty
 * @returns by test, by epoch; training loss and accuracy are those of the batch before its update
 * @throws the reason of the signal, between two epochs
 */
export async function trainProbe(
  train: ProbeSet,
  tests: readonly ProbeSet[],
  { network, classCount, epochs, seed }: ProbeSettings,
  { signal, breathe, onEpoch }: Pauses & { onEpoch(epoch: number): void },
): Promise<ProbeEpoch[][]> {
  const tf = loadTensorFlow();
  const learnt = { parameters: network.initialise(seed, classCount), velocities: zeroVelocities(network, classCount) };
  const images = imageTensor(network, train.images);
  const labels = tf.tensor1d(train.labels, "int32");
  const update = createUpdate(network, classCount, { ...plainUpdate, partSize });
  const results: ProbeEpoch[][] = tests.map(() => []);
  try {
    for (let epoch = 1; epoch <= epochs; epoch++) {
      await breathe();
      signal.throwIfAborted();
      const { loss, correct } = update(learnt, images, labels, updateSettings, dropoutSeedOfUpdate(seed, epoch - 1));
      const trained = { epoch, trainLoss: loss, trainAccuracy: correct / train.labels.length };
      for (const [index, test] of tests.entries()) results[index]!.push({ ...trained, ...answersTo(test, network, learnt.parameters) });
      onEpoch(epoch);
    }
    return results;
  } finally {
    tf.dispose([images, labels, learnt.parameters, learnt.velocities] as never);
  }
}

function answersTo({ images, labels }: ProbeSet, network: Network, parameters: Parameters): Pick<ProbeEpoch, "testLoss" | "testAccuracy"> {
  const tf = loadTensorFlow();
  const folded = network.fold(parameters);
  const length = images.length / labels.length;
  let [loss, correct] = [0, 0];
  for (let from = 0; from < labels.length; from += partSize) {
    const part = labels.subarray(from, from + partSize);
    tf.tidy(() => {
      const { logits } = folded.forward(imageTensor(network, images.subarray(from * length, (from + part.length) * length)));
      const wanted = tf.tensor1d(part, "int32");
      loss += crossEntropyOfRows(logits, wanted).sum().dataSync()[0]!;
      correct += logits.argMax(1).equal(wanted).sum().dataSync()[0]!;
    });
  }
  folded.dispose();
  return { testLoss: loss / labels.length, testAccuracy: correct / labels.length };
}

function imageTensor({ inputSize, channels }: Network, images: Float32Array): Tensor4D {
  const count = images.length / (inputSize * inputSize * channels);
  return loadTensorFlow().tensor4d(images, [count, inputSize, inputSize, channels]);
}

/**
 * As many images of N(0, 1) with the same labels in random order: nothing that is learnt of them says anything about others.
 *
 * @param purpose  names the stream, so that those to learn from and those to be asked about differ
 */
export function noiseLike({ images, labels }: ProbeSet, seed: number, purpose: string): ProbeSet {
  const random = randomStream(seed, "probe noise", purpose);
  return {
    labels: Int32Array.from(permutation(labels.length, random), (index) => labels[index]!),
    images: Float32Array.from({ length: images.length }, () => random.normal()),
  };
}
