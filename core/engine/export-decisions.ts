// What the user has decided against licences, as it is shown. A decision is kept with its file's name in exports/ or with a whole path; a
// window never learns a path.
import { join, win32 } from "node:path";
import { type LicenceDecision, type LicenceDecisionAtPath, mostListedDecisions } from "../contract/figure-views.ts";
import type { Project } from "../project/project.ts";

type Asked = Pick<Project, "store" | "exportsDirectory">;

/** Newest first. */
export function latestDecisions({ store }: Pick<Asked, "store">): { total: number; decisions: LicenceDecision[] } {
  const all = store.exportDecisions.all();
  const shown = all.slice(0, mostListedDecisions);
  return {
    total: all.length,
    decisions: shown.map(({ file, ...decision }) => ({ ...decision, file: nameOf(file), isInExports: nameOf(file) === file })),
  };
}

/** Newest first; those in exports/ where the project lies now. */
export function decisionsAtPaths({ store, exportsDirectory }: Asked): LicenceDecisionAtPath[] {
  const pathOf = (file: string): string => (nameOf(file) === file ? join(exportsDirectory, file) : file);
  return store.exportDecisions.all().map(({ file, ...decision }) => ({ ...decision, file: pathOf(file) }));
}

/** Of Windows' paths and all others, because a project may have come from either. */
const nameOf = (file: string): string => win32.basename(file);
