// Choosing a folder of faces: the dialog and the path stay in main, the page learns only whether something was chosen.
import type { Dialog } from "electron";
import { errorOfRecord } from "../core/errors.ts";
import type { EngineSupervisor } from "../core/host/engine-supervisor.ts";

/**
 * Asks for a folder with images/ and labels.csv, then queues its import.
 *
 * @throws WorkbenchError when the engine refuses the folder
 */
export async function importFolder(
  dialog: Pick<Dialog, "showOpenDialog">,
  engine: Pick<EngineSupervisor, "ask">,
): Promise<{ chosen: boolean }> {
  const { canceled, filePaths } = await dialog.showOpenDialog({
    title: "Import a folder of faces",
    message: "A folder with images/ and labels.csv (columns file, label, split)",
    buttonLabel: "Import",
    properties: ["openDirectory"],
  });
  const directory = filePaths[0];
  if (canceled || directory === undefined) return { chosen: false };
  const answer = await engine.ask("data.import", { directory, classes: null });
  if (!answer.ok) throw errorOfRecord(answer.error);
  return { chosen: true };
}
