// Imports a file: the desktop opens its own dialog; a browser chooses the file itself, and it is sent.
import { FileInput } from "lucide-react";
import { type ChangeEvent, useRef } from "react";
import type { Purpose } from "../stores/file-upload.ts";
import { useFileUpload, useIsReadOnly, useStores, useWorkbench } from "../stores/stores.tsx";
import { Button } from "./Button.tsx";

interface ImportFileButtonProps {
  label: string;
  /** Its import is under way. */
  isBusy: boolean;
  isDisabled?: boolean;
  look?: "primary";
  title?: string;
  /** What a browser's dialog offers at first, ".pth,.pt"; a file is known by its bytes. */
  endings: string;
  /** What a chosen file is for. */
  purpose: Purpose;
  /** Asks the host, which has a dialog. */
  openDialog(): void;
}

export function ImportFileButton({ label, isBusy, isDisabled = false, look, title, endings, purpose, openDialog }: ImportFileButtonProps) {
  const { fileUpload } = useStores();
  const host = useWorkbench((state) => state.host);
  const isReadOnly = useIsReadOnly();
  const isSending = useFileUpload((state) => state.sending !== null);
  const picker = useRef<HTMLInputElement>(null);
  const send = ({ target }: ChangeEvent<HTMLInputElement>) => {
    const file = target.files?.[0];
    target.value = ""; // so that the same file can be chosen again
    if (file) void fileUpload.getState().send(file, purpose);
  };
  return (
    <>
      <Button
        look={look}
        icon={FileInput}
        isBusy={isBusy || isSending}
        disabled={isBusy || isSending || isDisabled || isReadOnly || host === null}
        title={title}
        onClick={() => (host?.uploadBytesAtMost === null ? openDialog() : picker.current?.click())}
      >
        {label}
      </Button>
      <input ref={picker} type="file" hidden accept={endings} onChange={send} />
    </>
  );
}
