// The paper's data sets in miniature, and a recipe that runs all seven tables on them within minutes: it shows that everything works from
// end to end, and says nothing of the paper.
import { promises } from "node:fs";
import { join } from "node:path";
import { writeCkPlus } from "../datasets/miniatures/ck-plus.ts";
import { writeFer2013 } from "../datasets/miniatures/fer2013.ts";
import { writeJaffe } from "../datasets/miniatures/jaffe.ts";
import { writeMmi } from "../datasets/miniatures/mmi.ts";
import { writeMs1m } from "../datasets/miniatures/ms1m.ts";
import { writeRafDb } from "../datasets/miniatures/raf-db.ts";
import { usualChoice } from "../datasets/set-choice.ts";
import { type PipelineRecipe, withEpochs } from "../recipe.ts";
import { type ReproductionRecipe, type TableSet, tableSets } from "./reproduction-recipe.ts";
import { tablePipeline } from "./table-pipeline.ts";

/** The compact network, a few epochs. Half of the pool is selected, because one of a hundred pictures has too few of some class. */
const usual = tablePipeline("compact", { from: "seed" });
const smallPipeline: PipelineRecipe = {
  ...usual,
  inputSize: 32,
  primitive: withEpochs({ ...usual.primitive, batchSize: 16 }, 4),
  retraining: withEpochs({ ...usual.retraining, batchSize: 16 }, 2),
  deltaChoice: { by: "share", share: 0.5 },
  distillation: { ...usual.distillation, realBatch: 16, outerEpochs: 2, checkpointEvery: 2 },
};

/**
 * Draws what is not there yet.
 *
 * @param directory  made when it is not there
 */
export async function miniatureRecipe(directory: string, seeds: number[]): Promise<ReproductionRecipe> {
  const sets: ReproductionRecipe["sets"] = {};
  for (const set of tableSets) {
    const place = join(directory, set);
    await drawOnce(place, (unfinished) => writers[set]({ directory: unfinished, seed: 1 }));
    sets[set] = usualChoice(place);
  }
  return { sets, align: false, recipes: { "vgg-face": smallPipeline, resnet34: smallPipeline }, leftOut: [], seeds, isMiniature: true };
}

const writers: Record<TableSet, (place: { directory: string; seed: number }) => Promise<void>> = {
  rafdb: writeRafDb,
  fer2013: writeFer2013,
  ckplus: (place) => writeCkPlus({ ...place, hasTenFolds: true }),
  jaffe: writeJaffe,
  mmi: writeMmi,
  pool: (place) => writeMs1m({ ...place, persons: 20, picturesOfEach: 5 }),
};

/** Under its own name only when it is whole. */
async function drawOnce(place: string, write: (unfinished: string) => Promise<void>): Promise<void> {
  const isThere = await promises.stat(place).then(
    () => true,
    () => false,
  );
  if (isThere) return;
  const unfinished = `${place}.unfinished`;
  await promises.rm(unfinished, { recursive: true, force: true });
  await write(unfinished);
  await promises.rename(unfinished, place);
}
