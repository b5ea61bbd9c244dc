// The import-weights task.
import { WorkbenchError } from "../../errors.ts";
import type { ImportWeightsResult, ImportWeightsTask, TaskContext } from "../protocol.ts";

export async function importWeightsFile(_task: ImportWeightsTask, _context: TaskContext): Promise<ImportWeightsResult> {
  throw new WorkbenchError("internal", "To be merged.");
}
