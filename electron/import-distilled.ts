// Importing a file of distilled images that is chosen in a dialog.
import type { Dialog } from "electron";
import type { EngineSupervisor } from "../core/host/engine-supervisor.ts";
import { askWithChosen } from "./ask-with-chosen.ts";

const words = {
  title: "Import distilled images",
  message: "distilled.safetensors, or a results.pth of the reference code",
  buttonLabel: "Import",
  filter: { name: "Distilled images", extensions: ["safetensors", "pth"] },
};

/** @throws WorkbenchError when the engine refuses it */
export const importDistilled = (
  dialog: Pick<Dialog, "showOpenDialog">,
  engine: Pick<EngineSupervisor, "ask">,
): Promise<{ chosen: boolean }> => askWithChosen(dialog, engine, words, "distilled.import", (file) => ({ file }));
