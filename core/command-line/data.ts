// `omnifer data inspect`: what is in a data set's folder, before anything is imported; needs neither a project nor TensorFlow. `add`: the
// same, and a project remembers the folder, so that its window can put a data set together with it. `check` has a file of its own.
import type { SetReport } from "../contract/set-views.ts";
import { meanLabels } from "../datasets/label-meanings.ts";
import { readSet } from "../datasets/readers/registry.ts";
import { setReport } from "../datasets/set-report.ts";
import { WorkbenchError } from "../errors.ts";
import { findFilmPrograms } from "../images/film-programs.ts";
import { withPassingFrames } from "../images/passing-frames.ts";
import { checkData } from "./check-data.ts";
import { reportText } from "./data-lines.ts";
import { type DataOptions, parseDataOptions } from "./data-options.ts";
import { openInProcess } from "./in-process.ts";

/** 0; 1 when a label has no meaning yet, so that its pictures would have no class. @throws InputError for what cannot be read */
export async function data(argv: string[]): Promise<number> {
  if (argv[0] === "check") return checkData(argv.slice(1));
  const options = parseDataOptions(argv);
  return options.project === null ? inspect(options) : add(options, options.project);
}

async function inspect({ directory, as, map, json }: DataOptions): Promise<number> {
  const interrupt = new AbortController();
  const stop = () => interrupt.abort(new WorkbenchError("cancelled", "Cancelled."));
  process.once("SIGINT", stop); // films are taken apart in a folder that has to go again
  const { signal } = interrupt;
  const read = await withPassingFrames(await findFilmPrograms(), signal, (frames) =>
    readSet(directory, as, { report: () => undefined, signal, frames }),
  ).finally(() => process.off("SIGINT", stop));
  const meanings = meanLabels(read.set.table.labels, read.reader.meanings, map);
  const others = read.others.map(({ reader, layout }) => ({ reader: reader.name, title: reader.title, layout }));
  return show(directory, setReport(read, meanings), { others, unknownMend: "Say it with --map LABEL=CLASS or LABEL=none." }, json);
}

async function add({ directory, as, json }: DataOptions, project: string): Promise<number> {
  const engine = await openInProcess(project);
  try {
    const { jobId } = await engine.client.request("sets.add", { directory, reader: as.reader ?? null, choices: as.choices });
    await engine.finished(jobId);
    const { setId } = await engine.client.request("job.made", { jobId });
    const { sets } = await engine.client.request("sets.list", {});
    const { readings, others } = sets.find(({ id }) => id === setId)!;
    return show(directory, readings[0]!.report, { others, unknownMend: "Say it when a data set is put together." }, json);
  } finally {
    await engine.close();
  }
}

function show(directory: string, report: SetReport, asides: Parameters<typeof reportText>[2], json: boolean): number {
  const text = json ? `${JSON.stringify({ directory, ...report, others: asides.others })}\n` : reportText(directory, report, asides);
  process.stdout.write(text);
  return report.labels.every(({ from }) => from !== "nobody") ? 0 : 1;
}
