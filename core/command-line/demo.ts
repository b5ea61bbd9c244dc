// `omnifer demo`: the demonstration project without a window: draws it, runs its pipeline, prints the table, then serves it.
import { resolve } from "node:path";
import { resultTable } from "../evaluation/result-table.ts";
import { commandOptions, refused } from "./command-options.ts";
import { type CommandLineEngine, openInProcess } from "./in-process.ts";
import { finishedReport } from "./run.ts";
import { serveUntilStopped } from "./serve.ts";

export async function demo(argv: string[]): Promise<number> {
  const { folder, port, once } = commandOptions("demo", argv);
  if (folder === undefined) throw refused("demo", "no folder", "the folder of the demonstration project");
  const directory = resolve(folder);
  const engine = await openInProcess(directory);
  try {
    const began = performance.now();
    const jobId = await beginOrResume(engine);
    if (jobId !== null) await engine.finished(jobId);
    const { report, results } = await finishedReport(engine, (performance.now() - began) / 1000);
    process.stdout.write(`${resultTable(report, results)}\n`);
  } finally {
    await engine.close();
  }
  return once ? 0 : serveUntilStopped(directory, port);
}

/** In a window, a demonstration that was cancelled or has failed waits for its Resume button; here, giving the command again is that. */
async function beginOrResume({ client }: CommandLineEngine): Promise<string | null> {
  const { jobId } = await client.request("demonstration.begin", {});
  if (jobId !== null) return jobId;
  const { jobs } = await client.request("project.state", {});
  const stopped = jobs.find(({ kind, canResume }) => kind === "prepare-demonstration" && canResume);
  if (stopped) await client.request("job.resume", { jobId: stopped.id });
  return stopped?.id ?? null;
}
