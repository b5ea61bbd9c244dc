// The file of weights that is on its way to a host without a dialog for files. It goes on when the dialog of weights is closed; the
// job that follows tells the rest.
import { createStore, type StoreApi } from "zustand/vanilla";
import { type WeightsUpload, WeightsUploadAnswer, weightsUploadUrl } from "../../core/contract/weights-upload.ts";
import { type ErrorRecord, errorOfRecord, InputError, WorkbenchError } from "../../core/errors.ts";
import { formatBytes } from "../format.ts";
import type { sendFile } from "../send-file.ts";
import { strings } from "../strings.ts";
import type { WorkbenchStore } from "./workbench.ts";

export interface WeightsUploadState {
  /** null while nothing is sent. */
  sending: { name: string; share: number } | null;
  /** What goes wrong becomes a notice. One file at a time: another one is left alone. */
  send(file: File, reading: WeightsUpload["reading"]): Promise<void>;
  stop(): void;
}
export type WeightsUploadStore = StoreApi<WeightsUploadState>;

const words = strings.train.weights;

export function createWeightsUploadStore(send: typeof sendFile, workbench: WorkbenchStore): WeightsUploadStore {
  let underWay: ReturnType<typeof sendFile> | null = null;
  let isStopped = false;

  return createStore<WeightsUploadState>()((set, get) => {
    async function arrive(file: File, reading: WeightsUpload["reading"]): Promise<void> {
      const { name } = file;
      const most = workbench.getState().host?.uploadBytesAtMost ?? 0;
      if (file.size > most) {
        const mend = words.tooLargeMend;
        throw new InputError({ file: name, found: formatBytes(file.size), expected: words.tooLarge(formatBytes(most)), mend });
      }
      isStopped = false;
      set({ sending: { name, share: 0 } });
      underWay = send(weightsUploadUrl({ name, reading }), file, (share) => set({ sending: { name, share } }));
      const text = await underWay.answer.finally(() => set({ sending: null }));
      if (isStopped) return;
      const answer = answerIn(text);
      if (!answer) throw new WorkbenchError("internal", words.brokeOff(name));
      if (!answer.ok) throw errorOfRecord(answer.error as ErrorRecord);
    }
    return {
      sending: null,
      async send(file, reading) {
        if (get().sending === null) await workbench.getState().attempt(arrive(file, reading));
      },
      stop() {
        isStopped = true;
        underWay?.stop();
      },
    };
  });
}

/** null where the connection broke off, or another than our host answered. */
function answerIn(text: string | null): WeightsUploadAnswer | null {
  try {
    return WeightsUploadAnswer.safeParse(JSON.parse(text ?? "")).data ?? null;
  } catch {
    return null;
  }
}
