// Images of a distillation's checkpoints, as the probe learns from them and is asked about them.
import { basename } from "node:path";
import { InputError } from "../errors.ts";
import type { Network } from "../networks/network.ts";
import { checkpointPath } from "./distilled-checkpoint.ts";
import { readDistilled } from "./distilled-file.ts";
import type { ProbeSet } from "./probe.ts";

/**
 * All images that were kept at these outer epochs, one epoch after the other.
 *
 * @param directory  of the distillation
 * @throws InputError when a checkpoint is missing or damaged, or holds images of another size or of other classes
 */
export async function readProbeSet(
  directory: string,
  epochs: readonly number[],
  network: Network,
  classes: readonly string[],
): Promise<ProbeSet> {
  const sets = await Promise.all(epochs.map((epoch) => readFitting(directory, epoch, network, classes)));
  const images = new Float32Array(sets.reduce((sum, set) => sum + set.images.length, 0));
  let at = 0;
  for (const set of sets) {
    images.set(set.images, at);
    at += set.images.length;
  }
  return { images, labels: Int32Array.from(sets.flatMap(({ labels }) => [...labels])) };
}

async function readFitting(
  directory: string,
  epoch: number,
  { inputSize, channels }: Network,
  classes: readonly string[],
): Promise<ProbeSet> {
  const path = checkpointPath(directory, epoch);
  const { set, made } = await readDistilled(path);
  const file = `${basename(directory)}/${basename(path)}`; // two distillations have files of the same names
  const unfit = (found: string, expected: string) =>
    new InputError({ file, found, expected, mend: "Compare distillations of one network and one class list." });
  const [, height, width, depth] = set.shape;
  if (height !== inputSize || width !== inputSize || depth !== channels) {
    throw unfit(`images of ${height} x ${width} x ${depth}`, `${inputSize} x ${inputSize} x ${channels}`);
  }
  if (made.classes.join("\n") !== classes.join("\n")) throw unfit(`the classes ${made.classes.join(", ")}`, classes.join(", "));
  return set;
}
