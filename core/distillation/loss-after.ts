// What updates with some images did to a learner: the mean cross-entropy of the whole source after them.
import type { Network, Parameters } from "../networks/network.ts";
import { loadTensorFlow } from "../tensor/backend.ts";
import { crossEntropyOfRows } from "../tensor/cross-entropy.ts";
import { applySteps } from "./apply-steps.ts";
import type { DistilledSet } from "./distilled-set.ts";
import type { Source } from "./source.ts";
import { type Pauses, sampleBatches } from "./source-features.ts";

export interface Measured {
  network: Network;
  /** theta_0; stays the caller's. */
  parameters: Parameters;
  source: Source;
  batchNorm: "frozen" | "training";
}

/** @param set  null applies nothing. @throws the reason of the signal */
export async function lossAfter(
  { network, parameters, source, batchNorm }: Measured,
  set: DistilledSet | null,
  pauses: Pauses,
): Promise<number> {
  const tf = loadTensorFlow();
  const { classCount } = source;
  const moved = set && (await applySteps(network, parameters, set, classCount, { batchNorm, beforeStep: pauses.breathe }));
  const folded = network.fold(moved ?? parameters);
  if (moved) tf.dispose(moved);
  const { inputSize: side, channels } = network;
  let sum = 0;
  try {
    for await (const { images, labels } of sampleBatches(source, network, pauses)) {
      sum += tf.tidy(() => {
        const { logits } = folded.forward(tf.tensor4d(images, [labels.length, side, side, channels]));
        return crossEntropyOfRows(logits, tf.tensor1d(labels, "int32")).sum().dataSync()[0]!;
      });
    }
  } finally {
    folded.dispose();
  }
  return sum / source.count;
}
