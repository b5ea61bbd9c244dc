// `omnifer run`: imports a data set, runs the whole pipeline, with distillation when asked, prints the report.
import type { Results } from "../contract/result-views.ts";
import { type RunReport, runReport } from "../evaluation/report.ts";
import { resultTable } from "../evaluation/result-table.ts";
import { testFacesLine } from "./check-lines.ts";
import { dasResult } from "./distilled-images.ts";
import { type CommandLineEngine, openInProcess } from "./in-process.ts";
import { prepareLearner } from "./prepare-learner.ts";
import { parseRunOptions } from "./run-options.ts";

export async function run(argv: string[]): Promise<number> {
  const options = parseRunOptions(argv);
  const engine = await openInProcess(options.projectDirectory);
  try {
    const began = performance.now();
    await prepareLearner(engine, options, (learner, { distillation, das }) => ({
      ...learner,
      ...options.mining,
      distillation: { ...distillation, ...options.das?.distillation },
      das: { ...das, ...options.das?.das },
    }));
    const { jobId } = await engine.client.request("job.start", { kind: "pipeline", withDas: options.das !== null });
    await engine.finished(jobId);
    const { report, results } = await finishedReport(engine, (performance.now() - began) / 1000);
    const das = options.das === null ? null : await dasResult(engine.client, jobId);
    const { report: check } = await engine.client.request("data.check", {});
    const text = () =>
      [testFacesLine(check, options.projectDirectory), "", resultTable(report, results), ...(das ? ["", ...das.lines] : [])].join("\n");
    process.stdout.write(`${options.json ? JSON.stringify({ ...report, ...das?.report }) : text()}\n`);
    return 0;
  } finally {
    await engine.close();
  }
}

/**
 * The report of the project's current runs, and the results that it was made of.
 *
 * @param wallSeconds  of the whole command; what no stage took is set-up
 */
export async function finishedReport({ client }: CommandLineEngine, wallSeconds: number): Promise<{ report: RunReport; results: Results }> {
  const results = await client.request("results.get", {});
  const { primitive, control, vas, mining } = results;
  const { classes, recipe } = await client.request("project.state", {});
  if (!primitive || !control || !vas || !mining) throw new Error("The pipeline is done but its results are not there.");
  const stages = { primitive: primitive.wallSeconds, control: control.wallSeconds, mine: mining.wallSeconds, vas: vas.wallSeconds };
  const staged = Object.values(stages).reduce((sum, seconds) => sum + seconds, 0);
  const report = runReport({
    backend: primitive.backend,
    classes,
    primitive: primitive.confusion,
    control: control.confusion,
    vas: vas.confusion,
    poolCount: mining.poolCount,
    selection: mining.selection,
    recipe,
    precision: {
      selected: mining.selectedCount,
      selectedByClass: mining.selectedByClass,
      precision: mining.precision,
      precisionByClass: mining.precisionByClass,
    },
    imagesPerSecond: { train: primitive.imagesPerSecond, mine: mining.imagesPerSecond },
    seconds: { setup: Math.max(0, wallSeconds - staged), ...stages },
  });
  return { report, results };
}
