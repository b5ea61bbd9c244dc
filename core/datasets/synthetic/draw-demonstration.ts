// Draws the demonstration data set into a folder that the folder reader understands. Pictures that are there already are kept, so
// that a cancelled drawing goes on; the lists come last, because they vouch for the pictures.
import { promises } from "node:fs";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { WorkbenchError } from "../../errors.ts";
import { pictureThreads } from "../../images/sharp.ts";
import { writeDurably } from "../../project/durable.ts";
import { causesHeader, causesLine } from "./causes.ts";
import { type DrawnFace, demonstrationFaces, generatorVersion } from "./demonstration.ts";
import { type GeneratorStamp, readGeneratorStamp, writeGeneratorStamp } from "./generator-stamp.ts";
import { identityOf } from "./identity.ts";
import { photograph } from "./photograph.ts";

export interface DrawingOptions {
  directory: string;
  seed: number;
  /** Share of the full count; 1 is the demonstration. */
  scale?: number;
  onDrawn?: (done: number, total: number) => void;
  signal?: AbortSignal;
}

/** @returns how many pictures the folder holds @throws WorkbenchError `cancelled`, `disk-full`, `read-only` */
export async function drawDemonstrationSet({ directory, seed, scale = 1, onDrawn, signal }: DrawingOptions): Promise<number> {
  const faces = demonstrationFaces(seed, scale);
  const stamp = { version: generatorVersion, seed, scale };
  await promises.mkdir(join(directory, "second-domain", "images"), { recursive: true });
  await promises.mkdir(join(directory, "images"), { recursive: true });
  const present = await presentPictures(directory, stamp);
  let next = 0;
  let done = 0;
  const work = async () => {
    for (let face = faces[next++]; face; face = faces[next++]) {
      if (signal?.aborted) throw new WorkbenchError("cancelled", "Cancelled.");
      const path = pathOf(directory, face);
      if (!present.has(face.file)) {
        await writeWhole(path, await photograph(identityOf(seed, face.causes.person), face.causes, seed, face.part, face.index));
      }
      onDrawn?.(++done, faces.length);
    }
  };
  // All have stopped before anything is said: a cancelled drawing writes nothing afterwards.
  const ends = await Promise.allSettled(Array.from({ length: pictureThreads }, work));
  for (const end of ends) if (end.status === "rejected") throw end.reason;
  await writeLists(
    directory,
    faces.filter(({ part }) => part !== "second-domain"),
  );
  await writeLists(
    join(directory, "second-domain"),
    faces.filter(({ part }) => part === "second-domain"),
  );
  return faces.length;
}

/** Pictures of the same generator and seed; those of another are drawn anew. */
async function presentPictures(directory: string, stamp: GeneratorStamp): Promise<Set<string>> {
  if (!isDeepStrictEqual(await readGeneratorStamp(directory), stamp)) {
    await writeGeneratorStamp(directory, stamp);
    return new Set();
  }
  const folders = [join(directory, "images"), join(directory, "second-domain", "images")];
  return new Set((await Promise.all(folders.map((folder) => promises.readdir(folder)))).flat());
}

function pathOf(directory: string, { part, file }: DrawnFace): string {
  return part === "second-domain" ? join(directory, "second-domain", "images", file) : join(directory, "images", file);
}

/** Whole or not at all; an fsync for each of nine thousand pictures that can be drawn again would cost more than drawing them. */
async function writeWhole(path: string, bytes: Buffer): Promise<void> {
  await promises.writeFile(`${path}.writing`, bytes);
  await promises.rename(`${path}.writing`, path);
}

async function writeLists(directory: string, faces: readonly DrawnFace[]): Promise<void> {
  const csv = (header: string, lines: string[]) => `${[header, ...lines].join("\n")}\n`;
  const splitOf = ({ part }: DrawnFace) => (part === "second-domain" ? "test" : part);
  await writeDurably(
    join(directory, "causes.csv"),
    csv(
      causesHeader,
      faces.map(({ file, causes }) => causesLine(file, causes)),
    ),
  );
  await writeDurably(
    join(directory, "groups.csv"),
    csv(
      "file,person",
      faces.map(({ file, causes }) => `${file},${causes.person}`),
    ),
  );
  await writeDurably(
    join(directory, "labels.csv"),
    csv(
      "file,label,split",
      faces.map((face) => `${face.file},${face.causes.expression},${splitOf(face)}`),
    ),
  );
}
