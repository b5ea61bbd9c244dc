// Data sets as they lie on disk: which the project knows, how they are read, and what is made of them. A window names them by id; only a
// host names a folder.
import { z } from "zod";
import { SetChoice } from "../datasets/set-choice.ts";
import { Split } from "./dataset-summary.ts";
import { nothing, request } from "./request.ts";
import { FullChoices, KnownSet } from "./set-views.ts";
import { ClassList, Id } from "./values.ts";

/** What is taken of a known set for one role; it is read by the reader that it is known by. */
export const SetOfProject = SetChoice.omit({ directory: true, reader: true }).extend({ setId: Id });
export type SetOfProject = z.infer<typeof SetOfProject>;

export const setRequests = {
  /** Newest first. */
  "sets.list": request(nothing, z.object({ sets: z.array(KnownSet) })),
  /** Forgets it; its folder, and what was made of it, stay. Adding the folder again brings it back. */
  "sets.remove": request(z.object({ setId: Id }), nothing),
  /** Queues another look into its folder, by a reader that knows it; what was chosen is kept beside what is known of other choices. */
  "sets.read-as": request(z.object({ setId: Id, reader: SetChoice.shape.reader.unwrap(), choices: FullChoices }), z.object({ jobId: Id })),
  /** As `data.compose`, of known sets: queues a data set that is put together from one a role. */
  "data.compose-sets": request(
    z.object({ anchor: SetOfProject, pool: SetOfProject, test: SetOfProject, align: z.array(Split), classes: ClassList }),
    z.object({ jobId: Id }),
  ),
  /** As `run.evaluate`, on a known set, across databases (section 4.4). */
  "run.evaluate-set": request(z.object({ runId: Id, test: SetOfProject, align: z.boolean() }), z.object({ jobId: Id })),
} as const;

export const setHostRequests = {
  /** Queues a first look into a folder: whose it is, what is in it. The surest of the readers that know it is taken. */
  "sets.add": request(
    z.object({ directory: SetChoice.shape.directory.max(4096), reader: SetChoice.shape.reader, choices: FullChoices }),
    z.object({ jobId: Id }),
  ),
} as const;
