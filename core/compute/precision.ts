// The precision of a task, looked at before it begins: a machine without it refuses at once, not after an hour of training.

import type { Precision } from "../recipe.ts";
import { precisionNote, requirePrecision } from "../tensor/bfloat16-support.ts";
import type { RequirePrecisionTask, TaskContext } from "./protocol.ts";

/**
 * Tells when the precision is slower here than float32.
 *
 * @throws InputError when the machine lacks it
 */
export function checkPrecision(precision: Precision, { report }: Pick<TaskContext, "report">): void {
  requirePrecision(precision);
  const text = precisionNote(precision);
  if (text !== null) report({ type: "note", text });
}

/** The `require-precision` task. */
export async function requirePrecisions({ precisions }: RequirePrecisionTask): Promise<null> {
  for (const precision of precisions) requirePrecision(precision);
  return null;
}
