// One face of a gallery: the picture, and over it its class colour and one value.
import { ImageOff } from "lucide-react";
import { memo, useState } from "react";
import { pictureUrl } from "../../core/contract/picture-url.ts";
import { classColour } from "../class-colour.ts";
import { strings } from "../strings.ts";
import type { Face } from "./face.ts";

interface FaceTileProps {
  id: string;
  face: Face | undefined;
  rank: number;
  total: number;
  left: number;
  size: number;
  pictureSize: number;
  isFocused: boolean;
}

export const FaceTile = memo(function FaceTile({ id, face, rank, total, left, size, pictureSize, isFocused }: FaceTileProps) {
  const [brokenRow, setBrokenRow] = useState<number | null>(null);
  return (
    <div
      id={id}
      role="option"
      tabIndex={-1}
      className="tile"
      aria-selected={isFocused}
      aria-posinset={rank + 1}
      aria-setsize={total}
      aria-label={face?.description ?? strings.gallery.loading}
      title={face?.description}
      data-rank={rank}
      style={{ left, width: size, height: size }}
    >
      {!face && <span className="tile-picture shimmering" />}
      {face && brokenRow === face.row && (
        <span className="tile-picture tile-broken">
          <ImageOff aria-label={strings.gallery.broken} />
        </span>
      )}
      {face && brokenRow !== face.row && (
        <img
          className="tile-picture"
          src={pictureUrl(face.datasetId, face.row, pictureSize)}
          alt=""
          draggable={false}
          decoding="async"
          onError={() => setBrokenRow(face.row)}
        />
      )}
      {face && (
        <span className="tile-overlay">
          <span className="class-dot" style={{ background: classColour(face.classIndex) }} />
          {size >= 64 && <span className="tile-caption number">{face.caption}</span>}
        </span>
      )}
    </div>
  );
});
