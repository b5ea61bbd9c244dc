// The import of pretrained weights as a job: compute reads the file and writes our own; the entry is made when that is whole.
import { promises } from "node:fs";
import { basename } from "node:path";
import { WeightsReading } from "../networks/weights/weights-reading.ts";
import { currentOf } from "./context.ts";
import type { JobInput } from "./job-inputs.ts";
import { locationOf, newId, progressOf, requireUnchanged, type StageContext } from "./stage-context.ts";

type Asked = Extract<JobInput, { kind: "import-weights" }>;

/** Imports a file of weights. The same file again, read in the same way, is the entry that there is. */
export async function importWeights(stage: StageContext, asked: Asked): Promise<void> {
  const { engine } = stage;
  const { weights, datasets } = engine.project.store;
  const dataset = datasets.get(currentOf(engine).datasetId ?? "");
  if (dataset) await requireUnchanged(stage, dataset);
  const id = newId("weights");
  const weightsDirectory = engine.project.weightsDirectory(id);
  await promises.mkdir(weightsDirectory, { recursive: true });
  try {
    const result = await engine.compute.run(
      {
        kind: "import-weights",
        path: asked.file,
        reading: WeightsReading.parse(asked),
        classCount: dataset?.classes.length ?? 0,
        weightsDirectory,
        dataset: dataset ? locationOf(engine, dataset) : null,
      },
      progressOf(stage, { read: "weights", decode: "decode", try: "orders" }),
      stage.signal,
    );
    const known = weights.all().find(({ digest, report }) => digest === result.digest && report.network === result.report.network);
    if (known) await promises.rm(weightsDirectory, { recursive: true });
    else weights.add({ id, name: basename(asked.file), ...result });
    stage.made.weightsId = known?.id ?? id;
    stage.remember();
  } catch (error) {
    await promises.rm(weightsDirectory, { recursive: true, force: true });
    throw error;
  }
  engine.changed();
}
