// Files that windows send to be imported: each lies in the project, in a folder of its own, until its import has ended. The readers of
// weights and of distilled images check what is in it; here it is bytes of a known number under a harmless name.
import { randomBytes } from "node:crypto";
import { mkdir, rm } from "node:fs/promises";
import type { IncomingMessage } from "node:http";
import { join } from "node:path";
import { z } from "zod";
import { type FileUpload, type FileUploadAnswer, fileUploadOf } from "../contract/file-upload.ts";
import { JobView } from "../contract/job-view.ts";
import { ProjectState } from "../contract/project-state.ts";
import { type ErrorCode, errorOfRecord, errorRecordOf, WorkbenchError } from "../errors.ts";
import type { EngineSupervisor } from "../host/engine-supervisor.ts";
import type { EventMessage } from "../wire.ts";
import { receiveFile } from "./receive-file.ts";

type Engine = Pick<EngineSupervisor, "ask" | "onEvent">;

export interface FileUploads {
  /** Answers a request from our own page, by a window that has signed in. */
  receive(request: IncomingMessage, address: URL): Promise<{ status: number; answer: FileUploadAnswer }>;
  /** Removes every file that is left; also those of a server that was killed. */
  clear(): Promise<void>;
}

const statuses: Partial<Record<ErrorCode, number>> = {
  "bad-request": 400,
  "read-only": 403,
  busy: 409,
  "bad-input": 422,
  "disk-full": 507,
};

/**
 * @param directory     for these files alone
 * @param largestBytes  of a file
 */
export function fileUploads(engine: Engine, directory: string, largestBytes: number): FileUploads {
  let isReceiving = false;

  async function receive(request: IncomingMessage, address: URL): Promise<{ jobId: string }> {
    const upload = fileUploadOf(address);
    const bytes = lengthOf(request);
    if (!upload || bytes === null)
      throw new WorkbenchError("bad-request", "This is not the address, or not the length, of a file to import.");
    if (bytes > largestBytes) throw new WorkbenchError("bad-request", `A file to import has at most ${largestBytes} bytes, not ${bytes}.`);
    if (isReceiving) throw new WorkbenchError("busy", "Another file is arriving. Import this one when it is here.");
    isReceiving = true;
    const folder = join(directory, randomBytes(8).toString("hex"));
    try {
      await requireWritable(engine);
      await mkdir(folder, { recursive: true });
      const file = join(folder, upload.name);
      await receiveFile(request, file, upload.name, bytes);
      return await importOf(engine, requestFor(upload, file), () => rm(folder, { recursive: true, force: true }));
    } catch (error) {
      await rm(folder, { recursive: true, force: true });
      throw error;
    } finally {
      isReceiving = false;
    }
  }

  return {
    async receive(request, address) {
      try {
        return { status: 200, answer: { ok: true, output: await receive(request, address) } };
      } catch (thrown) {
        const error = errorRecordOf(thrown);
        return { status: statuses[error.code] ?? 500, answer: { ok: false, error } };
      }
    },
    clear: () => rm(directory, { recursive: true, force: true }),
  };
}

/** null where it is not said: a body of unknown length could fill the disk. */
function lengthOf({ headers }: IncomingMessage): number | null {
  const said = headers["content-length"] ?? "";
  return /^\d{1,15}$/.test(said) ? Number(said) : null;
}

/** Asked before anything is written into the project's folder. */
async function requireWritable(engine: Engine): Promise<void> {
  const { readOnlyReason } = ProjectState.pick({ readOnlyReason: true }).parse(await outputOf(engine, "project.state", {}));
  if (readOnlyReason !== null) throw new WorkbenchError("read-only", readOnlyReason);
}

/** What the engine is asked. */
type Asked = [name: "weights.import" | "distilled.import", input: { file: string }];

const requestFor = (upload: FileUpload, file: string): Asked =>
  upload.use === "weights" ? ["weights.import", { file, ...upload.reading }] : ["distilled.import", { file }];

/** Queues the import. @param remove  called once it has ended; a job that is interrupted goes on and still needs its file */
async function importOf(engine: Engine, asked: Asked, remove: () => Promise<void>): Promise<{ jobId: string }> {
  const ended = new Set<string>(); // it may end before the answer that names it is looked at
  let jobId: string | null = null;
  const stop = engine.onEvent((event) => {
    for (const id of jobsEndedBy(event)) ended.add(id);
    leaveWhenEnded();
  });
  const leaveWhenEnded = (): void => {
    if (jobId === null || !ended.has(jobId)) return;
    stop();
    void remove().catch(() => {}); // what cannot be removed now goes with the server
  };
  try {
    ({ jobId } = z.object({ jobId: z.string() }).parse(await outputOf(engine, ...asked)));
  } catch (error) {
    stop();
    throw error;
  }
  leaveWhenEnded();
  return { jobId };
}

const Job = JobView.pick({ id: true, state: true });
const hasEnded = ({ state }: z.infer<typeof Job>): boolean => state === "done" || state === "failed" || state === "cancelled";

function jobsEndedBy({ event, payload }: EventMessage): string[] {
  const jobs = event === "project" ? z.object({ jobs: z.array(Job) }).safeParse(payload).data?.jobs : event === "job" ? [payload] : [];
  return (jobs ?? []).flatMap((job) => {
    const { data } = Job.safeParse(job);
    return data && hasEnded(data) ? [data.id] : [];
  });
}

async function outputOf(engine: Engine, name: string, input: object): Promise<unknown> {
  const answer = await engine.ask(name, input);
  if (!answer.ok) throw errorOfRecord(answer.error);
  return answer.output;
}
