// What the two sides are told and answer: ours is bench/comparison/ours.ts, PyTorch's bench/peers/compare.py. Types only.
import type { NetworkName, Precision } from "../../core/recipe.ts";
import type { Work } from "./rows.ts";

/** A column of the table. */
export interface Side {
  label: string;
  program: "ours" | "peer";
  precision: Precision;
  /** torch.compile. */
  compile: boolean;
}

/** The JSON file that a side is started with. */
export interface SideJob {
  work: Exclude<Work, "start">;
  network: NetworkName;
  inputSize: number;
  classCount: number;
  batchSize: number;
  /** Distillation: updates through which it goes back. */
  learntSteps: number;
  /** safetensors with start weights by PyTorch's names. */
  weights: string;
  /**
   * safetensors. Training and extraction: pixels [B, N, H, W, C] U8, labels [B, N] I64, and where the network drops,
   * mask.UPDATE.LAYER for the checked updates. Distillation: the same, and distilled [K, H, W, C] F32, one image a class. Epoch: order and flips [epochs, count] I64, positions in `paths`.
   */
  batches: string;
  learningRate: number;
  momentum: number;
  weightDecay: number;
  threads: number;
  precision: Precision;
  compile: boolean;
  /** Of PyTorch. */
  device: "cpu" | "cuda";
  /** Epoch: the pictures, their class indices, and a data set that holds them as anchors. */
  paths: string[];
  labels: number[];
  dataset: string;
}

/** A side's first line, once it is ready for turns. */
export interface Ready {
  /** Resident with the library loaded and nothing done; null where the system does not say. */
  idleBytes: number | null;
  device: "cpu" | "gpu";
  versions: Record<string, string>;
  /** Which of its ways it chose. */
  mode: string;
}

/** What a side is asked for, a line each. */
export interface TurnRequest {
  steps: number;
  /** The first turn from the start weights, whose proofs are compared. */
  isChecked?: boolean;
  /** Prints to stderr where the time goes. */
  isProfiled?: boolean;
}

export interface Turn {
  /** One a part of the row. */
  seconds: number[];
  /** Of each part. */
  images: number;
  /** Losses, or features and probabilities, to be compared. */
  proof: number[];
  /** Largest resident size since the side was ready. */
  peakBytes: number | null;
}
