// What a row of the paper's tables is made of: for each seed, what the runs of one arm said of the same test pictures, folds pooled.
import type { Confusion } from "./confusion.ts";

/** Data sets of the paper's tables; "pool" is MS-Celeb-1M there, and any pool here. */
export const paperSets = ["rafdb", "fer2013", "ckplus", "jaffe", "mmi"] as const;
export type PaperSet = (typeof paperSets)[number];

export const paperNetworks = ["vgg-face", "resnet34"] as const;
export type PaperNetwork = (typeof paperNetworks)[number];

/**
 * How a learner was trained. `pretrained`: on the training set from pretrained weights, the paper's baseline. The others start from the
 * anchor's primitive learner: `control-vas` on the training set alone with as many updates as VAS, `control-das` the same with those of DAS.
 * Where the training set is the anchor, `pretrained` is the primitive learner itself.
 */
export const tableArms = ["pretrained", "control-vas", "vas", "control-das", "das"] as const;
export type TableArm = (typeof tableArms)[number];

/** What tells one result from another, whichever table asks for it. */
export interface ArmKey {
  /** As the paper names it. */
  network: PaperNetwork;
  /** Whose primitive learner mined the pool. */
  anchor: PaperSet;
  training: PaperSet;
  test: PaperSet;
  arm: TableArm;
}

/** One seed. */
export interface SeedResult {
  seed: number;
  /** [N] predicted class of each test picture, in the order of `TestPictures`. */
  predicted: ArrayLike<number>;
  confusion: Confusion;
  /** Of all trainings that this arm needs beside those it shares with `pretrained`; of that one, its own. */
  seconds: number;
  runIds: readonly string[];
}

export interface TestPictures {
  classes: readonly string[];
  /** [N] */
  labels: ArrayLike<number>;
  /** [N] group of each picture (test-groups.ts), negative where it stands alone; null where all do. */
  groups: ArrayLike<number> | null;
}

export interface ArmResult extends ArmKey {
  pictures: TestPictures;
  /** In ascending order of seeds, at least one. */
  seeds: readonly SeedResult[];
  /** What was really trained, as people read it: "compact, 48x48", "vgg-face, 224x224". */
  trainedNetwork: string;
}

/** Everything that the project knows for the paper's tables. */
export interface TableResults {
  arms: readonly ArmResult[];
  /** Made on generated miniatures with a small network: shows that it runs, says nothing of the paper. */
  isMiniature: boolean;
}
