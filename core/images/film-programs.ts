// Where ffmpeg and ffprobe are: beside the one that OMNIFER_FFMPEG names, else on the PATH. They are the user's own, not a package's,
// because their licence depends on how they were built.
import { constants, promises } from "node:fs";
import { delimiter, dirname, isAbsolute, join } from "node:path";

export interface FilmPrograms {
  ffmpeg: string;
  ffprobe: string;
}

/** What to do where `findFilmPrograms` finds none. */
export const filmProgramsMend =
  "Install ffmpeg (Debian: apt install ffmpeg), or put ffmpeg and ffprobe on the PATH, or name ffmpeg's place in OMNIFER_FFMPEG; then read the folder again.";

const suffix = process.platform === "win32" ? ".exe" : "";

/** @param environment  OMNIFER_FFMPEG and PATH of it; a named ffmpeg that is not there is not looked for elsewhere */
export async function findFilmPrograms(environment: NodeJS.ProcessEnv = process.env): Promise<FilmPrograms | null> {
  const named = environment.OMNIFER_FFMPEG;
  const places = named ? [named] : (environment.PATH ?? "").split(delimiter).map((folder) => join(folder, `ffmpeg${suffix}`));
  for (const ffmpeg of places) {
    const ffprobe = join(dirname(ffmpeg), `ffprobe${suffix}`);
    if (isAbsolute(ffmpeg) && (await isProgram(ffmpeg)) && (await isProgram(ffprobe))) return { ffmpeg, ffprobe };
  }
  return null;
}

async function isProgram(path: string): Promise<boolean> {
  const stats = await promises.stat(path).catch(() => null);
  if (!stats?.isFile()) return false;
  return promises.access(path, constants.X_OK).then(
    () => true,
    () => false,
  );
}
