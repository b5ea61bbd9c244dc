// `omnifer evaluate`: a finished run on the test images of its own data set or of another one (section 4.4: across databases).
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { InputError, WorkbenchError } from "../errors.ts";
import { runScores } from "../evaluation/report.ts";
import { scoresTable } from "../evaluation/scores-table.ts";
import { refused } from "./command-options.ts";
import { openInProcess } from "./in-process.ts";
import { readSetOptions, setDetailOptions } from "./set-options.ts";

export async function evaluate(argv: string[]): Promise<number> {
  const { project, run, data, json, align = false, vote, ...sets } = parsed(argv);
  if (project === undefined) throw refused("evaluate", "no --project", "a project folder");
  const roles = readSetOptions("evaluate", sets, ["test"]);
  if (align && roles === null) throw refused("evaluate", "--align without --test", "the data set whose faces are turned upright");
  if (vote !== undefined && vote !== "sequences") throw refused("evaluate", `--vote ${vote}`, "sequences");
  if (data !== undefined && roles !== null) throw refused("evaluate", "--data and --test", "one of them");
  const engine = await openInProcess(resolve(project), { create: false });
  const { client } = engine;
  try {
    const runId = run ?? (await latestRun(client));
    const { jobId } = await client.request("run.evaluate", {
      runId,
      directory: data === undefined ? null : resolve(data),
      test: roles?.test ?? null,
      align,
    });
    await engine.finished(jobId);
    const { evaluations } = await client.request("evaluations.list", {});
    const { classes, confusion, sequenceVote } = evaluations[0]!;
    const scores = runScores(confusion, classes);
    const voted = vote === undefined ? null : runScores(sequenceVote ?? withoutSequences(), classes);
    const report = { runId, classes, ...scores, ...(voted && { sequences: voted }) };
    process.stdout.write(`${json ? JSON.stringify(report) : scoresTable(scores, classes, voted)}\n`);
    return 0;
  } finally {
    await engine.close();
  }
}

const text = { type: "string" } as const;

function parsed(argv: string[]) {
  try {
    return parseArgs({
      args: argv,
      options: {
        project: text,
        run: text,
        data: text,
        test: text,
        ...setDetailOptions,
        align: { type: "boolean" },
        vote: text,
        json: { type: "boolean" },
      },
    }).values;
  } catch (error) {
    throw refused("evaluate", (error as Error).message, "the options of omnifer evaluate");
  }
}

function withoutSequences(): never {
  throw new InputError({
    file: "--vote sequences",
    found: "test images of no film",
    expected: "a data set that has sequences: CK+ or MMI",
    mend: "Leave --vote out: every picture is a photograph of its own.",
  });
}

async function latestRun(client: Awaited<ReturnType<typeof openInProcess>>["client"]): Promise<string> {
  const { runs } = await client.request("runs.list", {});
  const latest = runs.find(({ state }) => state === "finished");
  if (!latest) throw new WorkbenchError("not-found", "This project has no finished run. Try: omnifer train --help");
  return latest.id;
}
