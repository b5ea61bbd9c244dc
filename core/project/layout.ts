// Where everything of a project lies (design.md, "On disk"). Pure path arithmetic, the only place that knows these names.
import { join } from "node:path";

export interface ProjectLayout {
  directory: string;
  database: string;
  lock: string;
  dataset(id: string): string;
  run(id: string): string;
  pool(id: string): string;
  calibration(id: string): string;
  exports: string;
}

/** Folders that every project has, below its own. */
export const projectFolders = ["data", "runs", "pools", "calibrations", "exports"] as const;

export function layoutOf(directory: string): ProjectLayout {
  return {
    directory,
    database: join(directory, "project.sqlite"),
    lock: join(directory, "project.lock"),
    dataset: (id) => join(directory, "data", id),
    run: (id) => join(directory, "runs", id),
    pool: (id) => join(directory, "pools", id),
    calibration: (id) => join(directory, "calibrations", id),
    exports: join(directory, "exports"),
  };
}
