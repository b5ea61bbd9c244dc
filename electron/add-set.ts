// Looking into the folder of a data set that is chosen in a dialog.
import type { Dialog } from "electron";
import type { EngineSupervisor } from "../core/host/engine-supervisor.ts";
import { askWithChosen } from "./ask-with-chosen.ts";

const words = {
  title: "Add a data set",
  message: "The folder that RAF-DB, FER-2013, CK+ or another set was unpacked to; nothing is copied",
  buttonLabel: "Add",
  filter: null,
};

/** @throws WorkbenchError when the engine refuses it */
export const addSet = (dialog: Pick<Dialog, "showOpenDialog">, engine: Pick<EngineSupervisor, "ask">): Promise<{ chosen: boolean }> =>
  askWithChosen(dialog, engine, words, "sets.add", (directory) => ({ directory, reader: null, choices: {} }));
