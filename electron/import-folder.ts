// Importing a folder of faces that is chosen in a dialog.
import type { Dialog } from "electron";
import type { EngineSupervisor } from "../core/host/engine-supervisor.ts";
import { askWithChosen } from "./ask-with-chosen.ts";

const words = {
  title: "Import a folder of faces",
  message: "A folder with images/ and labels.csv (columns file, label, split)",
  buttonLabel: "Import",
  filter: null,
};

/** @throws WorkbenchError when the engine refuses the folder */
export const importFolder = (dialog: Pick<Dialog, "showOpenDialog">, engine: Pick<EngineSupervisor, "ask">): Promise<{ chosen: boolean }> =>
  askWithChosen(dialog, engine, words, "data.import", (directory) => ({ directory, classes: null }));
