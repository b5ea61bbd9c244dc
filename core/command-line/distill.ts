// `omnifer distill`: Algorithm 1 on the selected samples or the anchors (section 3.4), or the import of images distilled elsewhere.
import { distillReport } from "../evaluation/das-report.ts";
import { distillLines } from "../evaluation/das-table.ts";
import { type DistillOptions, parseDistillOptions } from "./distill-options.ts";
import { distillationMade } from "./distilled-images.ts";
import { type CommandLineEngine, openInProcess } from "./in-process.ts";

export async function distill(argv: string[]): Promise<number> {
  const options = parseDistillOptions(argv);
  const engine = await openInProcess(options.projectDirectory, { create: false });
  try {
    const { jobId } = await begin(engine, options);
    await engine.finished(jobId);
    const made = await distillationMade(engine.client, jobId);
    process.stdout.write(`${options.json ? JSON.stringify(objectOf(made)) : linesOf(made).join("\n")}\n`);
    return 0;
  } finally {
    await engine.close();
  }
}

async function begin(
  { client }: CommandLineEngine,
  { importFile, runId, recipe: distillation, seed }: DistillOptions,
): Promise<{ jobId: string }> {
  if (importFile !== null) return client.request("distilled.import", { file: importFile });
  const { recipe } = await client.request("project.state", {});
  await client.request("recipe.save", { recipe: { ...recipe, distillation } });
  return client.request("distillation.start", { runId, seed });
}

type Made = Awaited<ReturnType<typeof distillationMade>>;

const fileOf = ({ summary }: Made): string => `distillations/${summary.id}/distilled.safetensors`;
const missingOf = ({ summary }: Made): string[] => summary.missingClasses.map((label) => summary.classes[label]!);

/** What scripts read. */
function objectOf(made: Made) {
  const { summary, stepSizes } = made;
  const { id, origin, runId, seed, classes, labels, checkpoints, losses, wallSeconds, imagesSeen } = summary;
  return {
    ...{ id, origin, runId, seed, classes, labels, missingClasses: missingOf(made), checkpoints },
    ...(losses ? distillReport(losses, stepSizes) : { stepSizes }),
    ...{ seconds: wallSeconds, imagesSeen, file: fileOf(made) },
  };
}

function linesOf(made: Made): string[] {
  const { summary, stepSizes } = made;
  const { labels, losses, wallSeconds } = summary;
  const missing = missingOf(made);
  const without = summary.origin === "imported" ? "none of" : "no samples of";
  return [
    `${labels.length} images of ${new Set(labels).size} classes${missing.length > 0 ? `; ${without} ${missing.join(", ")}` : ""}`,
    ...(losses ? distillLines(distillReport(losses, stepSizes)) : []),
    ...(wallSeconds === null ? [] : [`Distillation took ${wallSeconds.toFixed(1)} s`]),
    `Images: ${fileOf(made)}`,
  ];
}
