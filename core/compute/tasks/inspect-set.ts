// The task that looks into the folder of a data set: whose it is, what each class and part has, what is left out and why.
import { meanLabels } from "../../datasets/label-meanings.ts";
import { readSet } from "../../datasets/readers/registry.ts";
import { peopleOf } from "../../datasets/set-people.ts";
import { chosen } from "../../datasets/set-reader.ts";
import { setReport } from "../../datasets/set-report.ts";
import { FilmFrames } from "../../images/film-frames.ts";
import { findFilmPrograms } from "../../images/film-programs.ts";
import type { InspectSetResult, InspectSetTask, TaskContext } from "../protocol.ts";

/** Phase: read. @throws InputError for a folder that nobody knows, and for what its reader finds wrong */
export async function inspectSet(task: InspectSetTask, { report, signal }: TaskContext): Promise<InspectSetResult> {
  const programs = await findFilmPrograms();
  const read = await readSet(
    task.directory,
    { reader: task.reader ?? undefined, choices: task.choices },
    {
      report: (done, total = 0) => report({ type: "progress", phase: "read", done, total }),
      signal,
      frames: programs && new FilmFrames(programs, task.framesDirectory, signal),
    },
  );
  const { root, reader, others } = read;
  const meanings = meanLabels(read.set.table.labels, reader.meanings, new Map());
  return {
    root,
    reader: reader.name,
    others: others.map((other) => ({ reader: other.reader.name, title: other.reader.title, layout: other.layout })),
    reading: {
      choices: Object.fromEntries(reader.choices.map(({ name }) => [name, chosen(reader, name, task.choices)])),
      report: setReport(read, meanings),
      people: peopleOf(read.set.table),
    },
  };
}
