// One face before and after: the picture as it is on disk with the points that were found in it, and what a network is given.
import { CircleSlash2 } from "lucide-react";
import type { AlignedFace } from "../../../../core/contract/alignment-requests.ts";
import { pictureUrl } from "../../../../core/contract/picture-url.ts";
import { alignmentStrings as words } from "../../../strings-alignment.ts";

/** Twice as many pixels as they are wide on the screen, for screens that have them. */
const pictureSize = 288;

export function FacePair({ face, label }: { face: AlignedFace; label: string }) {
  const { datasetId, row, file, points, size } = face;
  const name = words.caption(label, file);
  return (
    <figure className={points ? "face-pair" : "face-pair face-pair-missing"}>
      <div className="face-pair-pictures">
        <div className="face-pair-before">
          <img src={pictureUrl(datasetId, row, pictureSize, "source")} alt={`${words.before}: ${name}`} loading="lazy" />
          {size && <Landmarks face={face} size={size} />}
        </div>
        {points ? (
          <img className="face-pair-after" src={pictureUrl(datasetId, row, pictureSize)} alt={`${words.after}: ${name}`} loading="lazy" />
        ) : (
          <p className="face-pair-none">
            <CircleSlash2 aria-hidden />
            <b>{words.notFound}</b>
            <span>{words.notFoundText}</span>
          </p>
        )}
      </div>
      <figcaption title={name}>
        <b>{label}</b> <span>{file.slice(file.lastIndexOf("/") + 1)}</span>
      </figcaption>
    </figure>
  );
}

/** Drawn in pixels of the picture, which lies in the same square. */
function Landmarks({ face: { points, box }, size: { width, height } }: { face: AlignedFace; size: { width: number; height: number } }) {
  if (!points && !box) return null;
  const unit = Math.max(width, height) / 100;
  const places = words.points.map((name, index) => ({ name, x: points?.[2 * index] ?? 0, y: points?.[2 * index + 1] ?? 0 }));
  const text = places.map(({ name, x, y }) => words.pointAt(name, x, y)).join("; ");
  return (
    <svg className="landmarks" viewBox={`0 0 ${width} ${height}`} role="img" aria-label={points ? words.pointsOf(text) : words.box}>
      {box && (
        <rect
          className="landmark-box"
          x={box.left}
          y={box.top}
          width={box.right - box.left}
          height={box.bottom - box.top}
          strokeWidth={unit}
        />
      )}
      {points && places.map(({ name, x, y }) => <circle key={name} className="landmark" cx={x} cy={y} r={2.2 * unit} strokeWidth={unit} />)}
    </svg>
  );
}
