// One update of a network: forward, loss, backward, momentum.
import type { Network, Parameters } from "../networks/network.ts";
import { loadTensorFlow } from "../tensor/backend.ts";
import { type MomentumSettings, momentumUpdate } from "../tensor/momentum-update.ts";
import type { Tensor, Tensor1D, Tensor2D, Tensor4D } from "../tensor/tensorflow.ts";
import { crossEntropy } from "./loss.ts";

/** What an update moves. */
export interface Learnt {
  parameters: Parameters;
  /** By the names of the trainable parameters. */
  velocities: Parameters;
}

/**
 * Replaces the tensors of `learnt` by their next values; the old ones are disposed.
 *
 * @param images  [N, H, W, C], normalised
 * @param labels  [N] int32
 * @returns mean loss of the batch before the update, and how many faces it got right
 */
export function updateOnce(
  network: Network,
  learnt: Learnt,
  images: Tensor4D,
  labels: Tensor1D,
  settings: MomentumSettings,
): { loss: number; correct: number } {
  const tf = loadTensorFlow();
  const names = Object.keys(learnt.velocities);
  let logits: Tensor2D | undefined;
  let statistics: Parameters = {};
  const lossAndGradients = tf.valueAndGrads((...trained: Tensor[]) => {
    const parameters = { ...learnt.parameters, ...Object.fromEntries(names.map((name, index) => [name, trained[index]!])) };
    const output = network.forward(parameters, images, "train");
    logits = tf.keep(output.logits);
    statistics = output.statistics;
    for (const statistic of Object.values(statistics)) tf.keep(statistic);
    return crossEntropy(output.logits, labels);
  });
  const { value, grads } = lossAndGradients(names.map((name) => learnt.parameters[name]!));
  for (const [index, name] of names.entries()) {
    const next = momentumUpdate(learnt.parameters[name]!, learnt.velocities[name]!, grads[index]!, settings);
    replace(learnt.parameters, name, next.weight);
    replace(learnt.velocities, name, next.velocity);
  }
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
