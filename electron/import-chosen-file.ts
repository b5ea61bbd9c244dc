// Choosing a file to import: the dialog and the path stay in main, the page learns only whether something was chosen.
import type { Dialog, FileFilter } from "electron";
import type { InputOf, RequestName } from "../core/contract/requests.ts";
import { errorOfRecord } from "../core/errors.ts";
import type { EngineSupervisor } from "../core/host/engine-supervisor.ts";

type ImportRequest = Extract<RequestName, "weights.import" | "distilled.import">;

/** What the dialog says. */
interface Words {
  title: string;
  message: string;
  filter: FileFilter;
}

/**
 * Asks for a file, then queues its import.
 *
 * @param inputOf  of the request, for the file that was chosen
 * @throws WorkbenchError when the engine refuses it
 */
export async function importChosenFile<N extends ImportRequest>(
  dialog: Pick<Dialog, "showOpenDialog">,
  engine: Pick<EngineSupervisor, "ask">,
  { title, message, filter }: Words,
  request: N,
  inputOf: (file: string) => InputOf<N>,
): Promise<{ chosen: boolean }> {
  const { canceled, filePaths } = await dialog.showOpenDialog({
    title,
    message,
    buttonLabel: "Import",
    filters: [filter, { name: "All files", extensions: ["*"] }],
    properties: ["openFile"],
  });
  const file = filePaths[0];
  if (canceled || file === undefined) return { chosen: false };
  const answer = await engine.ask(request, inputOf(file));
  if (!answer.ok) throw errorOfRecord(answer.error);
  return { chosen: true };
}
