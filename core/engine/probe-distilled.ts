// The probe of Fig. 7 as a job, kept with the project.
import type { ProbeResult } from "../distillation/distillation-view.ts";
import { type ProbeOption, probeSplit } from "../distillation/probe-split.ts";
import { type EngineContext, recipeOf } from "./context.ts";
import { requireDistillation } from "./distilled-learner.ts";
import type { JobInput } from "./job-inputs.ts";
import { newId, progressOf, type StageContext } from "./stage-context.ts";

type Asked = Extract<JobInput, { kind: "probe" }>;

/** Updates of the probe, one an epoch: its training accuracy is at its height long before. */
const probeEpochs = 60;

/** Of the current distillation. @throws WorkbenchError `not-found` without one; InputError when it kept too few images */
export function probeInput(engine: EngineContext, option: ProbeOption): Asked {
  const { distillation } = requireDistillation(engine);
  const { id, result } = distillation;
  const split = probeSplit(result!.checkpoints, option);
  const { distillations, datasets } = engine.project.store;
  const kindOf = ({ network, datasetId }: typeof distillation) => JSON.stringify([network, datasets.get(datasetId)!.classes]);
  // Imported images have no checkpoints, and a shorter distillation lacks the later ones.
  const other = distillations.all().find((each) => {
    const isAlike = each.id !== id && each.origin !== "imported" && kindOf(each) === kindOf(distillation);
    return isAlike && split.testEpochs.every((epoch) => each.result?.checkpoints.includes(epoch));
  });
  return { kind: "probe", distillationId: id, ...split, otherId: other?.id ?? null, seed: recipeOf(engine).seed };
}

export async function probeDistilled(
  stage: StageContext,
  { distillationId, trainEpochs, testEpochs, otherId, seed }: Asked,
): Promise<void> {
  const { engine } = stage;
  const { distillations, datasets, probes, transaction } = engine.project.store;
  const { network, datasetId } = distillations.get(distillationId)!;
  const result = await engine.compute.run(
    {
      kind: "probe",
      distillationDirectory: engine.project.distillationDirectory(distillationId),
      trainEpochs,
      testEpochs,
      otherDirectory: otherId && engine.project.distillationDirectory(otherId),
      classes: datasets.get(datasetId)!.classes,
      network,
      epochs: probeEpochs,
      seed,
    },
    progressOf(stage, { probe: "probe" }),
    stage.signal,
  );
  const id = newId("probe");
  transaction(() => {
    probes.begin({ id, distillationId, trainEpochs, testEpochs, seed });
    probes.finish(id, result);
  });
  engine.changed();
}

/** The latest probe of a distillation. */
export function probeResultOf({ project }: EngineContext, distillationId: string): ProbeResult | null {
  const probe = project.store.probes.all().find((each) => each.distillationId === distillationId);
  if (!probe?.result) return null;
  const { trainEpochs, testEpochs, seed } = probe;
  const { trainCount, testCount, arms } = probe.result;
  return { distillationId, trainEpochs, testEpochs, trainCount, testCount, arms, seed };
}
