// Choosing a file or a folder for the engine: the dialog and the path stay in main, the page learns only whether something was chosen.
import type { Dialog, FileFilter } from "electron";
import type { InputOf, RequestName } from "../core/contract/requests.ts";
import { errorOfRecord } from "../core/errors.ts";
import type { EngineSupervisor } from "../core/host/engine-supervisor.ts";

type PathRequest = Extract<RequestName, "weights.import" | "distilled.import" | "data.import" | "sets.add">;

/** What the dialog says. */
interface Words {
  title: string;
  message: string;
  buttonLabel: string;
  /** null asks for a folder. */
  filter: FileFilter | null;
}

/**
 * Asks for a file or a folder, then asks the engine for what is to be done with it.
 *
 * @param inputOf  of the request, for the path that was chosen
 * @throws WorkbenchError when the engine refuses it
 */
export async function askWithChosen<N extends PathRequest>(
  dialog: Pick<Dialog, "showOpenDialog">,
  engine: Pick<EngineSupervisor, "ask">,
  { title, message, buttonLabel, filter }: Words,
  request: N,
  inputOf: (path: string) => InputOf<N>,
): Promise<{ chosen: boolean }> {
  const { canceled, filePaths } = await dialog.showOpenDialog({
    title,
    message,
    buttonLabel,
    ...(filter && { filters: [filter, { name: "All files", extensions: ["*"] }] }),
    properties: [filter ? "openFile" : "openDirectory"],
  });
  const path = filePaths[0];
  if (canceled || path === undefined) return { chosen: false };
  const answer = await engine.ask(request, inputOf(path));
  if (!answer.ok) throw errorOfRecord(answer.error);
  return { chosen: true };
}
