// One update of a network: forward, loss, backward, momentum.
import { isTrainable, type Network, type Parameters } from "../networks/network.ts";
import { loadTensorFlow } from "../tensor/backend.ts";
import { valueAndGradients } from "../tensor/gradients.ts";
import { type MomentumSettings, momentumUpdate } from "../tensor/momentum-update.ts";
import type { Tensor, Tensor1D, Tensor2D, Tensor4D } from "../tensor/tensorflow.ts";
import { crossEntropy } from "./loss.ts";

/** What an update moves. */
export interface Learnt {
  parameters: Parameters;
  /** [parameter count] of the trainable parameters, in the order of the network's list. */
  velocities: Tensor1D;
}

/**
 * The update of a network with `classCount` classes.
 *
 * It replaces the tensors of `learnt` by their next values and disposes the old ones. Images are [N, H, W, C], normalised; labels
 * [N] int32; `dropoutSeed` names the masks of this update (networks without dropout ignore it). It returns the mean loss of the
 * batch before the update, and how many faces were right.
 */
export function createUpdate(network: Network, classCount: number) {
  const names = network
    .parameters(classCount)
    .filter(isTrainable)
    .map(({ name }) => name);
  return (learnt: Learnt, images: Tensor4D, labels: Tensor1D, settings: MomentumSettings, dropoutSeed?: number) =>
    updateOnce(network, names, learnt, images, labels, settings, dropoutSeed);
}

function updateOnce(
  network: Network,
  names: string[],
  learnt: Learnt,
  images: Tensor4D,
  labels: Tensor1D,
  settings: MomentumSettings,
  dropoutSeed: number | undefined,
): { loss: number; correct: number } {
  const tf = loadTensorFlow();
  let logits: Tensor2D | undefined;
  let statistics: Parameters = {};
  const before = names.map((name) => learnt.parameters[name]!);
  const { value, grads } = valueAndGradients(() => {
    const output = network.forward(learnt.parameters, images, "train", dropoutSeed);
    logits = tf.keep(output.logits);
    statistics = output.statistics;
    for (const statistic of Object.values(statistics)) tf.keep(statistic);
    return crossEntropy(output.logits, labels);
  }, before);
  const next = momentumUpdate(before, grads, learnt.velocities, settings);
  for (const [index, name] of names.entries()) replace(learnt.parameters, name, next.weights[index]!);
  learnt.velocities.dispose();
  learnt.velocities = next.velocities;
  for (const [name, statistic] of Object.entries(statistics)) replace(learnt.parameters, name, statistic);
  const result = { loss: value.dataSync()[0]!, correct: countCorrect(logits!, labels) };
  tf.dispose([value, ...grads, logits!]);
  return result;
}

function replace(tensors: Parameters, name: string, next: Tensor): void {
  tensors[name]!.dispose();
  tensors[name] = next;
}

function countCorrect(logits: Tensor2D, labels: Tensor1D): number {
  const values = logits.dataSync();
  const wanted = labels.dataSync();
  const classCount = logits.shape[1];
  let correct = 0;
  for (let row = 0; row < wanted.length; row++) {
    let best = 0;
    for (let k = 1; k < classCount; k++) if (values[row * classCount + k]! > values[row * classCount + best]!) best = k;
    if (best === wanted[row]) correct++;
  }
  return correct;
}
