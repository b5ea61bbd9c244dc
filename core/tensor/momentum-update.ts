// Stochastic gradient descent with momentum and weight decay, in PyTorch's form: the learning rate multiplies the velocity, so
// that a fall of the rate slows at once what is already moving. The weights of a call are one vector here, moved where it lies: about 12
// calls into TensorFlow, and VGG-16's largest matrix (0.4 GB) is never copied.
import { loadTensorFlow } from "./backend.ts";
import { bool, runInPlace, type, valuesOf, variableOf } from "./raw-op.ts";
import type { Tensor, Tensor1D } from "./tensorflow.ts";

export interface MomentumSettings {
  learningRate: number;
  momentum: number;
  weightDecay: number;
}

/**
 * v' = momentum v + gradient + weightDecay w;  w' = w - learningRate v'
 *
 * @param weights     any shapes; used up, and so disposed. Clones of them stay as they are
 * @param gradients   of the same shapes, in the same order; the caller's
 * @param velocities  [total size], the velocities of all weights in their order; used up like the weights
 * @returns new tensors of the same shapes
 */
export function momentumUpdate(
  weights: Tensor[],
  gradients: Tensor[],
  velocities: Tensor1D,
  settings: MomentumSettings,
): { weights: Tensor[]; velocities: Tensor1D } {
  const tf = loadTensorFlow();
  const shapes = weights.map(({ shape }) => shape);
  const sizes = weights.map(({ size }) => size);
  return tf.tidy(() => {
    const [flatWeights, flatGradients] = [flatten(weights), flatten(gradients)];
    tf.dispose(weights);
    const move = tf.getBackend() === "tensorflow" && settings.momentum > 0 ? moveInPlace : moveCopied;
    const next = move(flatWeights, flatGradients, velocities, settings);
    const parts = sizes.length === 1 ? [next.weights] : tf.split(next.weights, sizes);
    return { weights: parts.map((part, index) => shaped(part, shapes[index]!)), velocities: next.velocities as Tensor1D };
  });
}

/** Weights and velocities after an update; those given are used up. */
type Move = (weights: Tensor, gradients: Tensor, velocities: Tensor, settings: MomentumSettings) => { weights: Tensor; velocities: Tensor };

const moveInPlace: Move = (weights, gradients, velocities, { learningRate, momentum, weightDecay }) => {
  const tf = loadTensorFlow();
  const attributes = { T: type("float32"), use_locking: bool(false) };
  const moving = variableOf(velocities);
  // No op decays and moves in one: the decay goes into the velocity before it shrinks, v' = momentum (v + weightDecay / momentum w) + gradient.
  if (weightDecay > 0) runInPlace("ResourceApplyGradientDescent", attributes, [moving], [tf.scalar(-weightDecay / momentum), weights]);
  const moved = variableOf(weights);
  const inputs = [tf.scalar(learningRate), gradients, tf.scalar(momentum)];
  runInPlace("ResourceApplyMomentum", { ...attributes, use_nesterov: bool(false) }, [moved, moving], inputs);
  return { weights: valuesOf(moved), velocities: valuesOf(moving) };
};

const moveCopied: Move = (weights, gradients, velocities, { learningRate, momentum, weightDecay }) => {
  const next = loadTensorFlow().addN([velocities.mul(momentum), gradients, weights.mul(weightDecay)]);
  velocities.dispose();
  return { weights: weights.sub(next.mul(learningRate)), velocities: next };
};

/** One vector of all of them: a copy of several, another name for one. */
function flatten(tensors: Tensor[]): Tensor1D {
  if (tensors.length === 1) return tensors[0]!.reshape([tensors[0]!.size]);
  return loadTensorFlow().concat1d(tensors.map((tensor) => shaped(tensor, [tensor.size]) as Tensor1D));
}

/** A reshape that changes nothing is a call all the same, and most parameters are vectors: 57 calls of the compact network, 3 ms. */
function shaped(tensor: Tensor, shape: number[]): Tensor {
  return tensor.rank === shape.length ? tensor : tensor.reshape(shape);
}
