// The file that is on its way to a host without a dialog for files. It goes on when what asked for it is closed; the job that follows
// tells the rest.
import { createStore, type StoreApi } from "zustand/vanilla";
import { type FileUpload, FileUploadAnswer, fileUploadUrl } from "../../core/contract/file-upload.ts";
import { type ErrorRecord, errorOfRecord, InputError, WorkbenchError } from "../../core/errors.ts";
import { formatBytes } from "../format.ts";
import type { sendFile } from "../send-file.ts";
import { strings } from "../strings.ts";
import type { WorkbenchStore } from "./workbench.ts";

export interface FileUploadState {
  /** null while nothing is sent. */
  sending: { use: FileUpload["use"]; name: string; share: number } | null;
  /** What goes wrong becomes a notice. One file at a time: another one is left alone. */
  send(file: File, purpose: Purpose): Promise<void>;
  stop(): void;
}
/** What the file is for, and how to read it. */
export type Purpose = { use: "weights"; reading: Extract<FileUpload, { use: "weights" }>["reading"] } | { use: "distilled" };
export type FileUploadStore = StoreApi<FileUploadState>;

const words = strings.upload;

export function createFileUploadStore(send: typeof sendFile, workbench: WorkbenchStore): FileUploadStore {
  let underWay: ReturnType<typeof sendFile> | null = null;
  let isStopped = false;

  return createStore<FileUploadState>()((set, get) => {
    async function arrive(file: File, purpose: Purpose): Promise<void> {
      const { name } = file;
      const most = workbench.getState().host?.uploadBytesAtMost ?? 0;
      if (file.size > most) {
        const mend = words.tooLargeMend[purpose.use];
        throw new InputError({ file: name, found: formatBytes(file.size), expected: words.tooLarge(formatBytes(most)), mend });
      }
      isStopped = false;
      const { use } = purpose;
      set({ sending: { use, name, share: 0 } });
      underWay = send(fileUploadUrl({ ...purpose, name }), file, (share) => set({ sending: { use, name, share } }));
      const text = await underWay.answer.finally(() => set({ sending: null }));
      if (isStopped) return;
      const answer = answerIn(text);
      if (!answer) throw new WorkbenchError("internal", words.brokeOff(name));
      if (!answer.ok) throw errorOfRecord(answer.error as ErrorRecord);
    }
    return {
      sending: null,
      async send(file, purpose) {
        if (get().sending === null) await workbench.getState().attempt(arrive(file, purpose));
      },
      stop() {
        isStopped = true;
        underWay?.stop();
      },
    };
  });
}

/** null where the connection broke off, or another than our host answered. */
function answerIn(text: string | null): FileUploadAnswer | null {
  try {
    return FileUploadAnswer.safeParse(JSON.parse(text ?? "")).data ?? null;
  } catch {
    return null;
  }
}
