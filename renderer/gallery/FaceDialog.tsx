// One face large, with all its values; arrows walk the list it came from.
import { ChevronLeft, ChevronRight } from "lucide-react";
import { pictureUrl } from "../../core/contract/picture-url.ts";
import { IconButton } from "../components/Button.tsx";
import { ClassDot } from "../components/ClassMark.tsx";
import { Dialog } from "../components/Dialog.tsx";
import { strings } from "../strings.ts";
import type { Face } from "./face.ts";

interface FaceDialogProps {
  face: Face | undefined;
  rank: number;
  total: number;
  onMove(rank: number): void;
  onClose(): void;
}

const largePicture = 480;

export function FaceDialog({ face, rank, total, onMove, onClose }: FaceDialogProps) {
  const moveTo = (next: number) => next >= 0 && next < total && onMove(next);
  return (
    <Dialog
      title={strings.gallery.rank(rank + 1, total)}
      className="face-dialog"
      onClose={onClose}
      onKeyDown={(event) => {
        if (event.key === "ArrowLeft") moveTo(rank - 1);
        if (event.key === "ArrowRight") moveTo(rank + 1);
      }}
    >
      <div className="face-large">
        {face ? (
          <img className="face-picture" src={pictureUrl(face.datasetId, face.row, largePicture)} alt={face.description} />
        ) : (
          <span className="face-picture shimmering" />
        )}
        <dl className="face-values">
          {face?.values.map(({ name, value, classIndex }) => (
            <div key={name} className="face-value">
              <dt>{name}</dt>
              <dd className="number">
                {classIndex !== undefined && <ClassDot classIndex={classIndex} />}
                {value}
              </dd>
            </div>
          ))}
        </dl>
      </div>
      <footer className="face-foot">
        <IconButton icon={ChevronLeft} label={strings.gallery.previous} disabled={rank === 0} onClick={() => moveTo(rank - 1)} />
        <IconButton icon={ChevronRight} label={strings.gallery.next} disabled={rank >= total - 1} onClick={() => moveTo(rank + 1)} />
      </footer>
    </Dialog>
  );
}
