// What a data set's licence lets one do with its faces: its reader states it, the record of an import keeps it, exports obey it.
import { z } from "zod";

export const Licence = z.object({
  /** In one sentence, as its owners say it. */
  terms: z.string(),
  /** Its faces may be shown in a talk or a paper. "some" names a limit that `terms` states. */
  show: z.enum(["yes", "some", "no"]),
  /** Its pictures may be passed on. */
  passOn: z.enum(["yes", "no"]),
});
export type Licence = z.infer<typeof Licence>;

/** Of the data sets that the pictures of a project's come from, by the key of their root (picture-roots.ts), each with its title. */
export const SetLicences = z.record(z.string(), Licence.extend({ title: z.string() }));
export type SetLicences = z.infer<typeof SetLicences>;

/** Of pictures that the workbench drew. */
export const drawnLicence = {
  title: "Drawn faces",
  terms: "Drawn by the workbench: nobody's faces.",
  show: "yes",
  passOn: "yes",
} as const;
