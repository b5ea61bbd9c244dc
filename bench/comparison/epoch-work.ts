// Two epochs from a folder of pictures, through the tasks that import and train in the workbench: what was decoded is kept for later.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TaskContext, TaskEvent } from "../../core/compute/protocol.ts";
import { runTask } from "../../core/compute/tasks.ts";
import { oneRoot } from "../../core/datasets/picture-roots.ts";
import { usualSetup } from "../../core/networks/network-setup.ts";
import { epochRecipe, epochSeed } from "./epoch-recipe.ts";
import type { Worker } from "./ours.ts";
import type { SideJob, Turn } from "./side.ts";

export async function openEpoch(job: SideJob): Promise<Worker> {
  return { turn: () => twoEpochs(job) };
}

/** A project of its own each time, so that every first epoch decodes. */
async function twoEpochs(job: SideJob): Promise<Omit<Turn, "peakBytes">> {
  const project = mkdtempSync(join(tmpdir(), "omnifer-bench-epoch-"));
  const turn = { seconds: [] as number[], images: job.paths.length, proof: [] as number[] };
  let begun = performance.now();
  const report = (event: TaskEvent) => {
    if (event.type !== "epoch") return;
    turn.seconds.push((performance.now() - begun) / 1000);
    turn.proof.push(event.metrics.trainLoss);
    begun = performance.now();
  };
  const context: TaskContext = {
    report,
    signal: new AbortController().signal,
    breathe: () => new Promise((resolve) => setImmediate(resolve)),
  };
  try {
    const datasetDirectory = join(project, "data");
    const { classes } = await runTask<"import-dataset">(
      { kind: "import-dataset", sourceDirectory: job.dataset, datasetDirectory, classes: null },
      context,
    );
    await runTask<"train">(
      {
        kind: "train",
        role: "primitive",
        runDirectory: join(project, "run"),
        dataset: { datasetDirectory, roots: oneRoot(join(job.dataset, "images")) },
        classes,
        network: usualSetup(job.network, job.inputSize),
        recipe: { ...epochRecipe, batchSize: job.batchSize },
        seed: epochSeed,
        startWeights: job.weights,
        auxiliary: null,
        updatesPerEpoch: null,
        distilled: null,
        keepsWeights: true,
      },
      context,
    );
  } finally {
    rmSync(project, { recursive: true });
  }
  return turn;
}
