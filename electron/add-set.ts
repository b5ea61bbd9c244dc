// Choosing the folder of a data set as it lies on disk: the dialog and the path stay in main, the page learns only whether one was chosen.
import type { Dialog } from "electron";
import { errorOfRecord } from "../core/errors.ts";
import type { EngineSupervisor } from "../core/host/engine-supervisor.ts";

/**
 * Asks for a folder, then queues a look into it.
 *
 * @throws WorkbenchError when the engine refuses it
 */
export async function addSet(dialog: Pick<Dialog, "showOpenDialog">, engine: Pick<EngineSupervisor, "ask">): Promise<{ chosen: boolean }> {
  const { canceled, filePaths } = await dialog.showOpenDialog({
    title: "Add a data set",
    message: "The folder that RAF-DB, FER-2013, CK+ or another set was unpacked to; nothing is copied",
    buttonLabel: "Add",
    properties: ["openDirectory"],
  });
  const directory = filePaths[0];
  if (canceled || directory === undefined) return { chosen: false };
  const answer = await engine.ask("sets.add", { directory, reader: null, choices: {} });
  if (!answer.ok) throw errorOfRecord(answer.error);
  return { chosen: true };
}
