// Choosing a file of pretrained weights: the dialog and the path stay in main, the page learns only whether something was chosen.
import type { Dialog } from "electron";
import type { InputOf } from "../core/contract/requests.ts";
import { errorOfRecord } from "../core/errors.ts";
import type { EngineSupervisor } from "../core/host/engine-supervisor.ts";

/**
 * Asks for a file of weights, then queues its import.
 *
 * @throws WorkbenchError when the engine refuses it
 */
export async function importWeights(
  dialog: Pick<Dialog, "showOpenDialog">,
  engine: Pick<EngineSupervisor, "ask">,
  asked: InputOf<"host.import-weights">,
): Promise<{ chosen: boolean }> {
  const { canceled, filePaths } = await dialog.showOpenDialog({
    title: "Import pretrained weights",
    message: "A file of PyTorch, safetensors, Keras or MatConvNet",
    buttonLabel: "Import",
    filters: [
      { name: "Weights", extensions: ["safetensors", "pth", "pt", "bin", "h5", "hdf5", "mat"] },
      { name: "All files", extensions: ["*"] },
    ],
    properties: ["openFile"],
  });
  const file = filePaths[0];
  if (canceled || file === undefined) return { chosen: false };
  const answer = await engine.ask("weights.import", { file, ...asked });
  if (!answer.ok) throw errorOfRecord(answer.error);
  return { chosen: true };
}
