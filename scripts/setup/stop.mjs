// The last word of a script that could not go on: the error's own lines for a person, the stack only for what nobody foresaw.
import { SetupError } from "./setup-error.mjs";

export function stopWithReason(error) {
  process.stderr.write(`${error instanceof SetupError ? error.describe() : error.stack}\n`);
  process.exitCode = 1;
}
