// What takes the place of distilled images in a comparison, as files, whether the images were made here or elsewhere.
import { promises } from "node:fs";
import { type BaselineDraw, baselineDraws, baselineName, baselinePath, hasBaseline } from "../../distillation/baseline-files.ts";
import { type BaselineSettings, baselineImages } from "../../distillation/baselines.ts";
import { labelsWithSamples } from "../../distillation/chosen-samples.ts";
import { readDistilled, writeDistilled } from "../../distillation/distilled-file.ts";
import type { DistilledSet, MadeFor } from "../../distillation/distilled-set.ts";
import { presentClasses } from "../../distillation/source.ts";
import { noiseImages } from "../../distillation/state.ts";
import type { TaskContext } from "../protocol.ts";

interface Replaced {
  set: DistilledSet;
  made: MadeFor;
  randomDraws: number;
}

interface WrittenBaseline extends BaselineDraw {
  set: DistilledSet;
}

/**
 * Makes those that do not lie in the folder yet, each with the step sizes of the distilled images and with their labels, but for images of
 * classes without samples. Reports the phase "baselines".
 *
 * @returns all of them
 * @throws RangeError when no class of the images has samples
 */
export async function writeBaselines(
  folder: string,
  { set, made, randomDraws }: Replaced,
  settings: Omit<BaselineSettings, "labels" | "noise">,
  context: TaskContext,
): Promise<WrittenBaseline[]> {
  const labels = labelsWithSamples(set.labels, set.gradientSteps, presentClasses(settings.source));
  if (labels === null) throw new RangeError("No sample can take the place of these images.");
  const [count, ...sides] = set.shape;
  const noise = noiseImages((set.images.length / count) * labels.length, settings.seed);
  await promises.mkdir(folder, { recursive: true });
  const draws = baselineDraws(randomDraws);
  const written: WrittenBaseline[] = [];
  for (const [done, which] of draws.entries()) {
    context.report({ type: "progress", phase: "baselines", done, total: draws.length });
    const path = baselinePath(folder, which);
    if (await hasBaseline(folder, which)) {
      written.push({ ...which, set: (await readDistilled(path)).set });
      continue;
    }
    const images = await baselineImages(which.baseline, which.draw, { ...settings, labels, noise }, context);
    const standIn: DistilledSet = { ...set, images, shape: [labels.length, ...sides], labels, softLabels: null };
    await writeDistilled(path, standIn, made, { images: baselineName(which) });
    written.push({ ...which, set: standIn });
  }
  return written;
}

export const randomMinedOf = (written: readonly WrittenBaseline[]): DistilledSet[] =>
  written.flatMap(({ baseline, set }) => (baseline === "random-mined" ? [set] : []));
