// `omnifer train`: the primitive learner alone (section 3.2), for those who want its weights or its accuracy.
import { parseArgs } from "node:util";
import { epochsTable } from "../evaluation/epochs-table.ts";
import { scoresTable } from "../evaluation/scores-table.ts";
import { trainReport } from "../evaluation/train-report.ts";
import { refused } from "./command-options.ts";
import { openInProcess } from "./in-process.ts";
import { readLearnerOptions, trainOptions } from "./learner-options.ts";
import { prepareLearner } from "./prepare-learner.ts";

export async function train(argv: string[]): Promise<number> {
  const options = readLearnerOptions("train", parsed(argv));
  const engine = await openInProcess(options.projectDirectory);
  try {
    await prepareLearner(engine, options, (learner, before) => ({ ...before, ...learner }));
    const { jobId } = await engine.client.request("job.start", { kind: "primitive" });
    await engine.finished(jobId);
    const { primitiveRunId } = await engine.client.request("job.made", { jobId });
    const { classes } = await engine.client.request("project.state", {});
    const { runs } = await engine.client.request("runs.list", {});
    const run = runs.find(({ id }) => id === primitiveRunId)!;
    const report = trainReport(run, classes);
    const text = [scoresTable(report.test, classes), ...epochsOf(report), `Weights: runs/${run.id}/weights.safetensors`].join("\n");
    process.stdout.write(`${options.json ? JSON.stringify(report) : text}\n`);
    return 0;
  } finally {
    await engine.close();
  }
}

function epochsOf(report: ReturnType<typeof trainReport>): string[] {
  const lines = epochsTable(report);
  return lines.length > 0 ? ["", ...lines, ""] : [];
}

function parsed(argv: string[]) {
  try {
    return parseArgs({ args: argv, options: trainOptions }).values;
  } catch (error) {
    throw refused("train", (error as Error).message, "the options of omnifer train");
  }
}
