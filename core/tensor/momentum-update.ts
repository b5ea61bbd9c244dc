// One step of stochastic gradient descent with momentum and weight decay, in PyTorch's form: the learning rate multiplies the
// velocity, so that a fall of the rate slows at once what is already moving.
import { loadTensorFlow } from "./backend.ts";
import type { Tensor } from "./tensorflow.ts";

export interface MomentumSettings {
  learningRate: number;
  momentum: number;
  weightDecay: number;
}

/**
 * v' = momentum v + (gradient + weightDecay w);  w' = w - learningRate v'
 *
 * @returns the new weight and velocity; the caller disposes the old ones
 */
export function momentumUpdate(
  weight: Tensor,
  velocity: Tensor,
  gradient: Tensor,
  settings: MomentumSettings,
): { weight: Tensor; velocity: Tensor } {
  const { learningRate, momentum, weightDecay } = settings;
  return loadTensorFlow().tidy(() => {
    const next = velocity.mul(momentum).add(gradient).add(weight.mul(weightDecay));
    return { weight: weight.sub(next.mul(learningRate)), velocity: next };
  });
}
