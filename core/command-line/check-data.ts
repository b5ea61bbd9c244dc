// `omnifer data check`: looks through the data set of a project before its results are believed, and leaves out what shows test faces again
// where it is asked to.
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { testFacesAgain } from "../hygiene/data-check.ts";
import { checkText } from "./check-lines.ts";
import { refused } from "./command-options.ts";
import { openInProcess } from "./in-process.ts";

export async function checkData(argv: string[]): Promise<number> {
  const { projectDirectory, json, leavesOut, takesBack } = parsed(argv);
  const engine = await openInProcess(projectDirectory, { create: false });
  try {
    const { client, finished } = engine;
    if (takesBack) await client.request("data.take-back", {});
    await finished((await client.request("job.start", { kind: "check-data" })).jobId);
    if (leavesOut) {
      const { anchor, pool } = testFacesAgain((await client.request("data.check", {})).report!);
      if (anchor + pool > 0) await finished((await client.request("job.start", { kind: "leave-out" })).jobId);
    }
    const [{ classes, dataset }, { report }, { leftOut }, doubtful] = await Promise.all([
      client.request("project.state", {}),
      client.request("data.check", {}),
      client.request("data.left-out", {}),
      client.request("data.doubtful-labels", {}),
    ]);
    const { name, digest, count } = dataset!;
    const whole = { dataset: { name, digest, count }, classes, check: report!, leftOut, doubtfulLabels: doubtful };
    process.stdout.write(json ? `${JSON.stringify(whole)}\n` : checkText(whole));
    return 0;
  } finally {
    await engine.close();
  }
}

interface CheckOptions {
  projectDirectory: string;
  json: boolean;
  leavesOut: boolean;
  takesBack: boolean;
}

/** @throws InputError that names the option */
function parsed(argv: string[]): CheckOptions {
  const expected = "omnifer data check --project P [--leave-out | --take-back] [--json]";
  try {
    const flag = { type: "boolean" } as const;
    const options = { project: { type: "string" }, json: flag, "leave-out": flag, "take-back": flag } as const;
    const {
      project,
      json = false,
      "leave-out": leavesOut = false,
      "take-back": takesBack = false,
    } = parseArgs({ args: argv, options }).values;
    if (leavesOut && takesBack) throw new Error("--leave-out with --take-back");
    if (project !== undefined) return { projectDirectory: resolve(project), json, leavesOut, takesBack };
  } catch (error) {
    throw refused("data", (error as Error).message, expected);
  }
  throw refused("data", "no --project", "a project folder");
}
