// A project folder, opened by its one owner: lock, store and places. Opens for viewing only where the folder cannot be written.
import { constants, promises } from "node:fs";
import { join, resolve } from "node:path";
import { InputError, WorkbenchError } from "../errors.ts";
import { createDatabase } from "./database.ts";
import { temporarySuffix } from "./durable.ts";
import { faultOf, fileSystemError } from "./file-system-error.ts";
import { layoutOf, type ProjectLayout, projectFolders } from "./layout.ts";
import { type Lock, requireFree, takeLock } from "./lock.ts";
import { openStore, type Store } from "./store.ts";

export interface Project extends ProjectLayout {
  store: Store;
  /** Why nothing can be changed, in one sentence; null when everything can. */
  readOnlyReason: string | null;
  /** Leaves one whole project.sqlite and no lock. */
  close(): Promise<void>;
}

/** Whether a folder holds a project. */
export const isProject = (directory: string): Promise<boolean> => exists(layoutOf(resolve(directory)).databasePath);

/**
 * Makes a project in a folder, which is made too where it is missing, and opens it.
 *
 * @throws InputError when the folder holds a project already; WorkbenchError `read-only` or `disk-full` when it cannot be made
 */
export async function createProject(directory: string, name: string): Promise<Project> {
  const layout = layoutOf(resolve(directory));
  if (await exists(layout.databasePath)) {
    throw new InputError({
      file: layout.directory,
      found: "a project",
      expected: "a new folder",
      mend: "Open it, or choose another folder.",
    });
  }
  const made: string[] = [];
  try {
    for (const folder of [layout.directory, ...projectFolders.map((each) => join(layout.directory, each))]) {
      const first = await promises.mkdir(folder, { recursive: true });
      if (first) made.push(first);
    }
    await createDatabase(layout.databasePath); // last, because its presence makes the folder a project
  } catch (error) {
    for (const folder of made.reverse()) await promises.rm(folder, { recursive: true, force: true });
    throw fileSystemError(error, layout.directory);
  }
  const project = await openProject(layout.directory);
  try {
    project.store.settings.set("name", name);
    return project;
  } catch (error) {
    await project.close();
    throw error;
  }
}

/**
 * Opens a project. In a folder that cannot be written, or made by a newer version: for viewing only.
 *
 * @throws WorkbenchError `not-found` when there is none, `locked` when another program has it open; InputError when it is damaged
 */
export async function openProject(directory: string): Promise<Project> {
  const layout = layoutOf(resolve(directory));
  if (!(await exists(layout.databasePath))) throw new WorkbenchError("not-found", `There is no project in ${layout.directory}.`);
  const { lock, reason } = await lockIfWritable(layout);
  try {
    const store = await openStore(layout.databasePath, reason);
    const { readOnlyReason } = store;
    if (readOnlyReason === null) await completeFolders(layout);
    const close = async () => {
      try {
        await store.close();
      } finally {
        await lock?.release();
      }
    };
    return { ...layout, store, readOnlyReason, close };
  } catch (error) {
    await lock?.release();
    throw error;
  }
}

async function lockIfWritable({ directory, databasePath, lockPath }: ProjectLayout): Promise<{ lock: Lock | null; reason: string | null }> {
  const reason = `${directory} cannot be written, so this project is open for viewing only. Make the folder writable, or copy it, to work on it.`;
  try {
    const lock = await takeLock(lockPath);
    const isWritable = await promises.access(databasePath, constants.W_OK).then(
      () => true,
      () => false,
    );
    return { lock, reason: isWritable ? null : reason };
  } catch (error) {
    if (!(error instanceof WorkbenchError) || error.code !== "read-only") throw error;
    await requireFree(lockPath);
    return { lock: null, reason };
  }
}

/** Makes folders that a copy or an older version left out, and removes what a killed process was writing. */
async function completeFolders({ directory }: ProjectLayout): Promise<void> {
  for (const folder of projectFolders) await promises.mkdir(join(directory, folder), { recursive: true });
  await sweep(directory, 4); // runs/<run>/checkpoints/<file> is the deepest
}

async function sweep(folder: string, depth: number): Promise<void> {
  for (const entry of await promises.readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory() && depth > 1 && entry.name !== "images") await sweep(path, depth - 1);
    else if (entry.isFile() && entry.name.startsWith(".") && entry.name.endsWith(temporarySuffix)) await promises.rm(path, { force: true });
  }
}

async function exists(path: string): Promise<boolean> {
  try {
    await promises.access(path);
    return true;
  } catch (error) {
    if (faultOf(error) === "read-only") throw new WorkbenchError("read-only", `${path} may not be read by this user.`, { cause: error });
    return false;
  }
}
