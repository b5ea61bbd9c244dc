// `omnifer data check`: looks through the data set of a project before its results are believed.
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { checkText } from "./check-lines.ts";
import { refused } from "./command-options.ts";
import { openInProcess } from "./in-process.ts";

export async function checkData(argv: string[]): Promise<number> {
  const { projectDirectory, json } = parsed(argv);
  const engine = await openInProcess(projectDirectory, { create: false });
  try {
    const { client, finished } = engine;
    const { jobId } = await client.request("job.start", { kind: "check-data" });
    await finished(jobId);
    const [{ classes, dataset }, { report }, doubtful] = await Promise.all([
      client.request("project.state", {}),
      client.request("data.check", {}),
      client.request("data.doubtful-labels", {}),
    ]);
    const { name, digest } = dataset!;
    const whole = { dataset: { name, digest }, classes, check: report!, doubtfulLabels: doubtful };
    process.stdout.write(json ? `${JSON.stringify(whole)}\n` : checkText(whole));
    return 0;
  } finally {
    await engine.close();
  }
}

/** @throws InputError that names the option */
function parsed(argv: string[]): { projectDirectory: string; json: boolean } {
  try {
    const { project, json = false } = parseArgs({ args: argv, options: { project: { type: "string" }, json: { type: "boolean" } } }).values;
    if (project !== undefined) return { projectDirectory: resolve(project), json };
  } catch (error) {
    throw refused("data", (error as Error).message, "omnifer data check --project P [--json]");
  }
  throw refused("data", "no --project", "a project folder");
}
