// `omnifer data inspect`: what is in a data set's folder, before anything is imported. Needs neither a project nor TensorFlow.
// `omnifer data check` has a file of its own.
import { meanLabels } from "../datasets/label-meanings.ts";
import { readSet } from "../datasets/readers/registry.ts";
import { setReport } from "../datasets/set-report.ts";
import { checkData } from "./check-data.ts";
import { reportText } from "./data-lines.ts";
import { parseDataOptions } from "./data-options.ts";

/** 0; 1 when a label has no meaning yet, so that its pictures would have no class. @throws InputError for what cannot be read */
export async function data(argv: string[]): Promise<number> {
  if (argv[0] === "check") return checkData(argv.slice(1));
  const { directory, as, map, json } = parseDataOptions(argv);
  const signal = new AbortController().signal; // Ctrl+C ends the process: nothing is written that could be left in half
  const read = await readSet(directory, as, { report: () => undefined, signal, frames: null });
  const meanings = meanLabels(read.set.table.labels, read.reader.meanings, map);
  const report = setReport(read, meanings);
  process.stdout.write(json ? `${JSON.stringify({ directory, ...report })}\n` : reportText(directory, report));
  return meanings.every(({ from }) => from !== "nobody") ? 0 : 1;
}
