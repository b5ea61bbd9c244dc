// Results of arms whose accuracies are plain to see: test pictures of two classes, and a run is right about so many of them.
import type { ArmKey, ArmResult, TableResults } from "./arm-result.ts";
import { confusionOf } from "./confusion.ts";

export interface MadeArm {
  /** Right test pictures of each seed, from the first seed on. */
  rights: readonly number[];
  pictures?: number;
  groups?: ArrayLike<number> | null;
  seconds?: number;
  trainedNetwork?: string;
  firstSeed?: number;
}

const classes = ["surprise", "fear"];

/** Pictures of two classes in turn; the wrong ones are the last ones. */
export function armResult(key: ArmKey, made: MadeArm): ArmResult {
  const { rights, pictures = 1000, groups = null, seconds = 60, trainedNetwork = `${key.network}, 224x224`, firstSeed = 1 } = made;
  const labels = Uint8Array.from({ length: pictures }, (_, i) => i % 2);
  return {
    ...key,
    pictures: { classes, labels, groups },
    trainedNetwork,
    seeds: rights.map((right, index) => {
      const predicted = labels.map((label, i) => (i < right ? label : 1 - label));
      const seed = firstSeed + index;
      return { seed, predicted, confusion: confusionOf(labels, predicted, classes.length), seconds, runIds: [`run-${seed}`] };
    }),
  };
}

export const results = (arms: readonly ArmResult[], isMiniature = false): TableResults => ({ arms, isMiniature });
