// The command line's engine: in this process, with compute in a process of its own, spoken to through the same contract as a window's.
import { join } from "node:path";
import { forkCompute } from "../compute/fork.ts";
import type { JobView } from "../contract/job-view.ts";
import { openEngine } from "../engine/engine.ts";
import { type ErrorRecord, errorOfRecord, WorkbenchError } from "../errors.ts";
import { type Client, createClient, type ServerMessage } from "../wire.ts";
import { progressLines } from "./progress-lines.ts";

export interface CommandLineEngine {
  client: Client;
  /** Shows the progress of a job on stderr until it has ended. @throws what made it fail, `cancelled` when it was cancelled */
  finished(jobId: string): Promise<void>;
  close(): Promise<void>;
}

/** Beside this bundle. */
const computeBundle = join(__dirname, "compute.cjs");

/** Opens a project, making it where there is none unless `create` is false. Ctrl+C cancels the running job, which keeps its checkpoint. */
export async function openInProcess(projectDirectory: string, { create } = { create: true }): Promise<CommandLineEngine> {
  let hear: (message: ServerMessage) => void = () => {};
  const engine = await openEngine({
    projectDirectory,
    create,
    startCompute: () => forkCompute(computeBundle),
    emit: (event, payload) => hear({ event, payload }),
  });
  const client = createClient({
    send: (message) => void engine.answer(message).then(hear),
    listen: (listener) => {
      hear = listener;
    },
  });
  const lines = progressLines(process.stderr);
  client.on("job", lines.show);
  const say = (level: string, text: string) => {
    lines.end();
    process.stderr.write(`${level}: ${text}\n`);
  };
  client.on("notice", ({ level, text }) => say(level, text));
  let shownNote: string | null = null;
  client.on("project", ({ backendNote }) => {
    if (backendNote && backendNote !== shownNote) say("warning", backendNote);
    shownNote = backendNote;
  });
  return {
    client,
    finished: (jobId) => finished(client, jobId).finally(lines.end),
    async close() {
      process.on("SIGINT", ignore); // one more Ctrl+C must not leave the lock behind
      await client.request("close", {});
      process.removeListener("SIGINT", ignore);
    },
  };
}

const ignore = (): void => {};

function finished(client: Client, jobId: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const cancel = () => void client.request("job.cancel", { jobId }).catch(reject);
    process.on("SIGINT", cancel); // as often as it comes: a second one must not end us before the checkpoint is kept
    const stop = client.on("job", (job) => settle(job));
    const settle = (job: JobView | undefined) => {
      if (job?.id !== jobId || job.state === "running" || job.state === "queued") return;
      stop();
      process.removeListener("SIGINT", cancel);
      if (job.state === "done") resolve();
      else if (job.state === "cancelled")
        reject(new WorkbenchError("cancelled", "Cancelled. The same command goes on from the last checkpoint."));
      else reject(errorOfRecord((job.error ?? { code: "internal", message: `The job ended as ${job.state}.` }) as ErrorRecord));
    };
    client.request("project.state", {}).then(({ jobs }) => settle(jobs.find(({ id }) => id === jobId)), reject);
  });
}
