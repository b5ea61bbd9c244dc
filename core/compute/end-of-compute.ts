// What a user reads when the compute process has ended by itself. oneDNN ends the process when an allocation fails, and a system that
// is short of memory kills it: neither leaves a word, only the way it ended.

/** SIGKILL and SIGABRT as Node names them; "killed" and 134 (SIGABRT with a core dump) as Electron tells them. */
const endsForWantOfMemory = ["SIGKILL", "SIGABRT", "killed", "exit code 134"];

/** @param reason  how the process ended: the name of a signal, or an exit code */
export function endOfCompute(reason: string): string {
  const fact = `The compute process ended (${reason}).`;
  if (!endsForWantOfMemory.includes(reason)) return fact;
  return `${fact} Memory may have run out: a smaller batch or more accumulation steps (parts of a batch) need less.`;
}
