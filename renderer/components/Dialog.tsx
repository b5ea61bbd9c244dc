// A native modal dialog: focus stays inside, Escape and a click beside it close it, focus returns where it was.
import { X } from "lucide-react";
import { type ReactNode, useEffect, useId, useRef } from "react";
import { strings } from "../strings.ts";
import { IconButton } from "./Button.tsx";

interface DialogProps {
  title: string;
  className?: string;
  onClose(): void;
  onKeyDown?(event: React.KeyboardEvent): void;
  children: ReactNode;
}

export function Dialog({ title, className = "", onClose, onKeyDown, children }: DialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  useEffect(() => {
    dialog.current?.showModal();
  }, []);
  return (
    // The backdrop belongs to the dialog element, so a click on it has the dialog itself as its target. Escape does the same by key.
    // React lets the close of a dialog that was opened from this one rise to here.
    <dialog
      ref={dialog}
      className={`dialog ${className}`}
      aria-labelledby={titleId}
      onClose={(event) => event.target === dialog.current && onClose()}
      onKeyDown={onKeyDown}
      onClick={(event) => event.target === dialog.current && dialog.current.close()}
    >
      <div className="dialog-body">
        <header className="dialog-head">
          <h2 id={titleId} className="dialog-title">
            {title}
          </h2>
          <IconButton icon={X} label={strings.shell.close} onClick={() => dialog.current?.close()} />
        </header>
        {children}
      </div>
    </dialog>
  );
}
