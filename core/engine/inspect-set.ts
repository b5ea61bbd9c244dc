// A look into the folder of a data set as a job: what is found is remembered, so that the window can ask for it at any time.
import { isDeepStrictEqual } from "node:util";
import type { JobInput } from "./job-inputs.ts";
import { newId, progressOf, type StageContext } from "./stage-context.ts";

type Asked = Extract<JobInput, { kind: "inspect-set" }>;

/** A folder is known once: looked at anew, it keeps its id, and what other choices of its reader gave when only they were asked about. */
export async function inspectSet(stage: StageContext, { setId, directory, reader, choices }: Asked): Promise<void> {
  const { engine } = stage;
  const { knownSets } = engine.project.store;
  const { framesDirectory } = engine.project;
  const result = await engine.compute.run(
    { kind: "inspect-set", directory, reader, choices, framesDirectory },
    progressOf(stage, { read: "inspect" }),
    stage.signal,
  );
  const { root, reading, ...found } = result;
  const known = knownSets.all().find((set) => set.directory === root);
  const isSameReading = setId !== null && known?.id === setId && known.reader === found.reader;
  const kept = isSameReading ? known.readings.filter((one) => !isDeepStrictEqual(one.choices, reading.choices)) : [];
  const id = known?.id ?? newId("set");
  knownSets.put({ id, directory: root, ...found, readings: [reading, ...kept] });
  stage.made.setId = id;
  stage.remember();
  engine.changed();
}
