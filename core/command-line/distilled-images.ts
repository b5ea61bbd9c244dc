// What the commands tell of distilled images: asked of the engine when their job is over.
import { type DistillReport, dasReport, distillReport } from "../evaluation/das-report.ts";
import { dasLines, distillLines } from "../evaluation/das-table.ts";
import type { RunReport } from "../evaluation/report.ts";
import type { CommandLineEngine } from "./in-process.ts";

type Client = CommandLineEngine["client"];

/** The distillation that a job has made, and the step sizes of its last images. */
export async function distillationMade(client: Client, jobId: string) {
  const { distillationId } = await client.request("job.made", { jobId });
  const { distillations } = await client.request("distillations.list", {});
  const summary = distillations.find(({ id }) => id === distillationId);
  if (!summary) throw new Error("The job is done but its distillation is not there.");
  const epoch = summary.checkpoints.at(-1)!;
  const { stepSizes } = await client.request("distillation.checkpoint", { distillationId: summary.id, epoch });
  return { summary, stepSizes };
}

/** What `--das` adds to the object of a run, and to its table. */
export async function dasResult(
  client: Client,
  jobId: string,
): Promise<{ report: Pick<RunReport, "distill" | "das" | "controls">; lines: string[] }> {
  const { summary, stepSizes } = await distillationMade(client, jobId);
  const { comparison } = await client.request("das.comparison", { distillationId: summary.id });
  const distill: DistillReport | undefined = summary.losses ? distillReport(summary.losses, stepSizes) : undefined;
  return {
    report: { ...(distill && { distill }), ...(comparison && dasReport(comparison)) },
    lines: [...(distill ? distillLines(distill) : []), "", ...(comparison ? dasLines(comparison) : ["DAS: no test images"])],
  };
}
