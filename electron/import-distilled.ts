// Choosing a file of distilled images: the dialog and the path stay in main, the page learns only whether something was chosen.
import type { Dialog } from "electron";
import { errorOfRecord } from "../core/errors.ts";
import type { EngineSupervisor } from "../core/host/engine-supervisor.ts";

/**
 * Asks for a file of distilled images, then queues its import.
 *
 * @throws WorkbenchError when the engine refuses it
 */
export async function importDistilled(
  dialog: Pick<Dialog, "showOpenDialog">,
  engine: Pick<EngineSupervisor, "ask">,
): Promise<{ chosen: boolean }> {
  const { canceled, filePaths } = await dialog.showOpenDialog({
    title: "Import distilled images",
    message: "distilled.safetensors, or a results.pth of the reference code",
    buttonLabel: "Import",
    filters: [
      { name: "Distilled images", extensions: ["safetensors", "pth"] },
      { name: "All files", extensions: ["*"] },
    ],
    properties: ["openFile"],
  });
  const file = filePaths[0];
  if (canceled || file === undefined) return { chosen: false };
  const answer = await engine.ask("distilled.import", { file });
  if (!answer.ok) throw errorOfRecord(answer.error);
  return { chosen: true };
}
