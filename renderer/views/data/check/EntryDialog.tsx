// The pictures of one entry of a check, large and side by side; arrows walk the list.
import { ChevronLeft, ChevronRight } from "lucide-react";
import type { ReactNode } from "react";
import { pictureUrl } from "../../../../core/contract/picture-url.ts";
import { IconButton } from "../../../components/Button.tsx";
import { Dialog } from "../../../components/Dialog.tsx";
import { strings } from "../../../strings.ts";

export interface ShownPicture {
  datasetId: string;
  row: number;
  file: string;
  /** Above the file: part and class. */
  caption: ReactNode;
}

interface EntryDialogProps {
  pictures: readonly ShownPicture[];
  rank: number;
  total: number;
  onMove(rank: number): void;
  onClose(): void;
}

const largePicture = 400;

export function EntryDialog({ pictures, rank, total, onMove, onClose }: EntryDialogProps) {
  const moveTo = (next: number) => next >= 0 && next < total && onMove(next);
  return (
    <Dialog
      title={strings.check.entry(rank + 1, total)}
      onClose={onClose}
      onKeyDown={(event) => {
        if (event.key === "ArrowLeft") moveTo(rank - 1);
        if (event.key === "ArrowRight") moveTo(rank + 1);
      }}
    >
      <div className="check-large">
        {pictures.map(({ datasetId, row, file, caption }) => (
          <figure key={row}>
            <img src={pictureUrl(datasetId, row, largePicture)} alt={file} />
            <figcaption>
              <span className="check-caption">{caption}</span>
              <span className="check-file">{file}</span>
            </figcaption>
          </figure>
        ))}
      </div>
      <footer className="face-foot">
        <IconButton icon={ChevronLeft} label={strings.check.previous} disabled={rank === 0} onClick={() => moveTo(rank - 1)} />
        <IconButton icon={ChevronRight} label={strings.check.next} disabled={rank >= total - 1} onClick={() => moveTo(rank + 1)} />
      </footer>
    </Dialog>
  );
}
