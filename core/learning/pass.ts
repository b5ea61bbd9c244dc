// Forward and backward through a network: the answers and the gradients, without moving anything. In bfloat16 the convolutions compute,
// forward and backward; weights, their gradients and the loss stay in float32.
import type { Mode, Network, Parameters } from "../networks/network.ts";
import type { Precision } from "../recipe.ts";
import { loadTensorFlow } from "../tensor/backend.ts";
import { inPrecision } from "../tensor/bfloat16.ts";
import { takeGradients } from "../tensor/gradients.ts";
import { holdPlaces } from "../tensor/large-places.ts";
import type { Tensor, Tensor1D, Tensor2D, Tensor4D } from "../tensor/tensorflow.ts";
import { crossEntropy } from "./loss.ts";

/** Pictures that go through the network, and what each row adds to the loss: its weight times its cross-entropy with its target. */
export interface Weighed {
  /** [N, H, W, C], normalised */
  images: Tensor4D;
  /** [N, K] */
  targets: Tensor2D;
  /** [N] */
  weights: Tensor1D;
}

/** The caller disposes them. */
export interface Answers {
  /** [N] cross-entropy of each row, before its weight. */
  losses: Tensor1D;
  /** [N, K] */
  logits: Tensor2D;
  /** Running statistics after these pictures. */
  statistics: Parameters;
}

/** Owns the gradient by the parameter of this name. */
export type TakeGradient = (name: string, gradient: Tensor) => void;

export interface PassSettings {
  network: Network;
  mode: Mode;
  /** Parameters by which gradients are taken. What lies before the first of them is only computed forward. */
  names: string[];
  precision: Precision;
}

/**
 * @param all   parameters of the network
 * @param dropoutSeed  names the masks; see `Network.forward`
 * @param take  is handed each gradient as soon as it is whole
 */
export function pass(
  { network, mode, names, precision }: PassSettings,
  all: Parameters,
  { images, targets, weights }: Weighed,
  dropoutSeed: number | undefined,
  take: TakeGradient,
): Answers {
  const tf = loadTensorFlow();
  const kept: Tensor[] = [];
  let answers: Answers | undefined;
  const wanted = names.map((name) => all[name]!);
  const forward = () => {
    const places = holdPlaces(wanted); // of their gradients, which come when activations are the most
    const { logits, statistics } = network.forward(all, inPrecision(images, precision), mode, dropoutSeed);
    const { rows, loss } = crossEntropy(logits, targets, weights);
    answers = { losses: rows, logits, statistics };
    for (const tensor of [rows, logits, ...Object.values(statistics)]) kept.push(tf.keep(tensor));
    tf.dispose(places);
    return loss;
  };
  try {
    takeGradients(forward, wanted, (gradient, index) => take(names[index]!, gradient)).dispose();
    return answers!;
  } catch (error) {
    tf.dispose(kept); // tensors made inside are gone with their scope, these are not
    throw error;
  }
}
