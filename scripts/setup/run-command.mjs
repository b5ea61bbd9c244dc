// Starts another program and waits for it. Steps receive this function as `exec`, so that their tests need neither network nor compiler.
import { spawn } from "node:child_process";

const keptCharacters = 200_000; // the end of the output is what explains a failure

/**
 * @typedef {{ status: number, signal: string | null, stdout: string, stderr: string, timedOut: boolean }} Outcome
 *   status is 127 where the program does not exist (as in a shell), and -1 where a signal ended it
 */

/**
 * Runs a program without a shell and never throws for its exit status.
 *
 * @param {string} command
 * @param {string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, limitSeconds?: number, onLine?: (line: string) => void }} [options]
 * @returns {Promise<Outcome>}
 */
export function runCommand(command, args, { cwd, env = process.env, limitSeconds, onLine } = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd, env, stdio: ["ignore", "pipe", "pipe"] });
    const outcome = { status: -1, signal: null, stdout: "", stderr: "", timedOut: false };
    const timer = limitSeconds
      ? setTimeout(() => {
          outcome.timedOut = true;
          child.kill("SIGKILL");
        }, limitSeconds * 1000)
      : undefined;
    const collect = (stream) => {
      let rest = "";
      child[stream].setEncoding("utf8").on("data", (text) => {
        outcome[stream] = (outcome[stream] + text).slice(-keptCharacters);
        const lines = (rest + text).split(/\r?\n/);
        rest = lines.pop() ?? "";
        for (const line of lines) onLine?.(line);
      });
    };
    collect("stdout");
    collect("stderr");
    const finish = (status, signal) => {
      clearTimeout(timer);
      resolve({ ...outcome, status, signal });
    };
    child.on("error", (error) => {
      outcome.stderr += `${command}: ${error.message}\n`;
      finish(error.code === "ENOENT" ? 127 : 126, null);
    });
    child.on("close", (status, signal) => finish(status ?? -1, signal));
  });
}
