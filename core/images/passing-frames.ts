// Frames of films for a look at a data set that nothing keeps: they lie in a folder of the system's for such things until the look is over.
import { promises } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { FrameSource } from "../datasets/set-reader.ts";
import { FilmFrames } from "./film-frames.ts";
import type { FilmPrograms } from "./film-programs.ts";

/** Lends `work` what takes films apart, null where no program for it is at hand. The frames are gone when it returns or throws. */
export async function withPassingFrames<T>(
  programs: FilmPrograms | null,
  signal: AbortSignal,
  work: (frames: FrameSource | null) => Promise<T>,
): Promise<T> {
  if (programs === null) return work(null);
  const folder = await promises.mkdtemp(join(tmpdir(), "omnifer-frames-"));
  try {
    return await work(new FilmFrames(programs, folder, signal));
  } finally {
    await promises.rm(folder, { recursive: true, force: true });
  }
}
