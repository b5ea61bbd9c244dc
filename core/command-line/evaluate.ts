// `omnifer evaluate`: a finished run on the test images of its own data set or of another one (section 4.4: across databases).
import { resolve } from "node:path";
import { WorkbenchError } from "../errors.ts";
import { runScores } from "../evaluation/report.ts";
import { scoresTable } from "../evaluation/scores-table.ts";
import { commandOptions, refused } from "./command-options.ts";
import { openInProcess } from "./in-process.ts";

export async function evaluate(argv: string[]): Promise<number> {
  const { project, run, data, json } = commandOptions("evaluate", argv);
  if (project === undefined) throw refused("evaluate", "no --project", "a project folder");
  const engine = await openInProcess(resolve(project), { create: false });
  const { client } = engine;
  try {
    const runId = run ?? (await latestRun(client));
    const { jobId } = await client.request("run.evaluate", { runId, directory: data === undefined ? null : resolve(data) });
    await engine.finished(jobId);
    const { evaluations } = await client.request("evaluations.list", {});
    const { classes, confusion } = evaluations[0]!;
    const scores = runScores(confusion, classes);
    process.stdout.write(json ? `${JSON.stringify({ runId, classes, ...scores })}\n` : `${scoresTable(scores, classes)}\n`);
    return 0;
  } finally {
    await engine.close();
  }
}

async function latestRun(client: Awaited<ReturnType<typeof openInProcess>>["client"]): Promise<string> {
  const { runs } = await client.request("runs.list", {});
  const latest = runs.find(({ state }) => state === "finished");
  if (!latest) throw new WorkbenchError("not-found", "This project has no finished run. Try: omnifer train --help");
  return latest.id;
}
