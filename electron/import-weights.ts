// Importing a file of pretrained weights that is chosen in a dialog.
import type { Dialog } from "electron";
import type { InputOf } from "../core/contract/requests.ts";
import type { EngineSupervisor } from "../core/host/engine-supervisor.ts";
import { askWithChosen } from "./ask-with-chosen.ts";

const words = {
  title: "Import pretrained weights",
  message: "A file of PyTorch, safetensors, Keras or MatConvNet",
  buttonLabel: "Import",
  filter: { name: "Weights", extensions: ["safetensors", "pth", "pt", "bin", "h5", "hdf5", "mat"] },
};

/** @throws WorkbenchError when the engine refuses it */
export const importWeights = (
  dialog: Pick<Dialog, "showOpenDialog">,
  engine: Pick<EngineSupervisor, "ask">,
  asked: InputOf<"host.import-weights">,
): Promise<{ chosen: boolean }> => askWithChosen(dialog, engine, words, "weights.import", (file) => ({ file, ...asked }));
