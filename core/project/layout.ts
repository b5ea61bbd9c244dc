// Where everything of a project lies (design.md, "On disk"). Pure path arithmetic, the only place that knows these names.
import { join } from "node:path";

export interface ProjectLayout {
  directory: string;
  databasePath: string;
  lockPath: string;
  datasetDirectory(id: string): string;
  /** Frames of films, as pictures (images/film-frames.ts). */
  framesDirectory: string;
  runDirectory(id: string): string;
  poolDirectory(id: string): string;
  calibrationDirectory(id: string): string;
  distillationDirectory(id: string): string;
  /** Predictions of a finished run on another data set. */
  evaluationDirectory(id: string): string;
  /** Of imported pretrained weights. */
  weightsDirectory(id: string): string;
  /** What somebody takes out of the project: figures. */
  exportsDirectory: string;
  /** Files that a browser sends, until they are imported; not there otherwise. */
  uploadsDirectory: string;
}

/** Folders that every project has, below its own. */
export const projectFolders = ["data", "runs", "pools", "calibrations", "distillations", "evaluations", "weights", "exports"] as const;

export function layoutOf(directory: string): ProjectLayout {
  return {
    directory,
    databasePath: join(directory, "project.sqlite"),
    lockPath: join(directory, "project.lock"),
    datasetDirectory: (id) => join(directory, "data", id),
    framesDirectory: join(directory, "data", "frames"),
    runDirectory: (id) => join(directory, "runs", id),
    poolDirectory: (id) => join(directory, "pools", id),
    calibrationDirectory: (id) => join(directory, "calibrations", id),
    distillationDirectory: (id) => join(directory, "distillations", id),
    evaluationDirectory: (id) => join(directory, "evaluations", id),
    weightsDirectory: (id) => join(directory, "weights", id),
    exportsDirectory: join(directory, "exports"),
    uploadsDirectory: join(directory, "uploads"),
  };
}
