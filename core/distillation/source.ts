// The samples that are distilled: labels in memory, pictures read a batch at a time, so that a source of any size takes little memory.
import type { DistillTask } from "../compute/distillation-tasks.ts";
import type { TaskContext } from "../compute/protocol.ts";
import { makeBatch } from "../learning/batch-request.ts";
import { type LoadedFaces, loadAnchorsAndTest, loadAuxiliary } from "../learning/load-faces.ts";
import type { Network } from "../networks/network.ts";

export interface Source {
  count: number;
  classCount: number;
  /** [count] class index: pseudo-labels of selected samples, labels of anchors. */
  labels: Int32Array;
  /** [count] of samples.parquet. */
  rows: Uint32Array;
  /**
   * The samples at these positions, neither flipped nor distorted: [positions.length, H, W, C], normalised.
   *
   * @throws InputError when a picture is no longer what it was
   */
  images(positions: ArrayLike<number>): Promise<Float32Array>;
}

/**
 * What a task distils; only its first run decodes it. Reports the phase "decode".
 *
 * @throws InputError when a picture cannot be decoded, or the selection names rows that do not exist
 */
export async function loadSource(
  { dataset, selected, classes }: Pick<DistillTask, "dataset" | "selected" | "classes">,
  network: Network,
  context: Pick<TaskContext, "report" | "signal">,
): Promise<Source> {
  const loaded = selected
    ? await loadAuxiliary(dataset, network, selected, context)
    : (await loadAnchorsAndTest(dataset, network, context)).anchors;
  return sourceOf(loaded, network, classes.length);
}

/** Labelled faces as a source. */
export function sourceOf(
  { rows, faces: { count, labels, placeOf } }: LoadedFaces,
  { inputSize, channels, normalisation }: Network,
  classCount: number,
): Source {
  const setup = { inputSize, channels, normalisation };
  return {
    count,
    classCount,
    labels: Int32Array.from(labels),
    rows,
    images: (positions) => makeBatch({ places: Array.from(positions, placeOf), setup, flips: null, distortions: null }),
  };
}

/** Positions of each class, ascending: [classCount] lists, some perhaps empty. */
export function positionsByClass({ labels, classCount }: Pick<Source, "labels" | "classCount">): Uint32Array[] {
  const counts = new Uint32Array(classCount);
  for (const label of labels) counts[label]!++;
  const lists = Array.from(counts, (count) => new Uint32Array(count));
  counts.fill(0);
  for (let position = 0; position < labels.length; position++) {
    const label = labels[position]!;
    lists[label]![counts[label]!++] = position;
  }
  return lists;
}

/** Class indexes that have samples, ascending. */
export const presentClasses = (source: Pick<Source, "labels" | "classCount">): number[] =>
  positionsByClass(source).flatMap(({ length }, label) => (length > 0 ? [label] : []));
