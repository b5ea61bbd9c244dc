// The images of a distillation, and whatever takes their place in a comparison: pixels, labels, and the step sizes they are applied with.
import type { NetworkSetup } from "../networks/network-setup.ts";

/**
 * S gradient steps of N images each, in the order of steps. Normalised pixels, unbounded: they are never clipped. Applied: for each
 * repeat r, for each step s, one update with the N images of step s and the step size [r · S + s].
 */
export interface DistilledSet {
  gradientSteps: number;
  repeats: number;
  /** [S · N, H, W, C] */
  images: Float32Array;
  /** [S · N, H, W, C] */
  shape: [number, number, number, number];
  /** [S · N] class index; classes without samples have no image. */
  labels: Int32Array;
  /** [S · N, K] probabilities; null where labels are hard. */
  softLabels: Float32Array | null;
  /** [R · S] positive */
  stepSizes: Float32Array;
}

/** The network that a set was made for. */
export interface MadeFor {
  network: NetworkSetup;
  /** SHA-256 of its weights.safetensors; null where the images were not made for one network. */
  weightsDigest: string | null;
  classes: readonly string[];
}
