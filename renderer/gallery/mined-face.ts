// A mined picture of the pool as galleries show it.
import { distanceOf, type Similarity } from "../../core/classes.ts";
import type { MinedRow } from "../../core/contract/mining-views.ts";
import { formatValue } from "../format.ts";
import { strings } from "../strings.ts";
import type { Face } from "./face.ts";

/** @param shown  the value that lies over the tile: what the gallery is sorted by */
export function minedFace(row: MinedRow, classes: readonly string[], shown: "distance" | "margin" | "confidence"): Face {
  const className = classes[row.label] ?? strings.noLabel;
  const values = {
    distance: formatValue(distanceOf(row.similarity as Similarity)),
    margin: formatValue(row.margin),
    confidence: formatValue(row.confidence),
  };
  return {
    ...row,
    classIndex: row.label,
    caption: values[shown],
    description: strings.gallery.minedFace(className, values.distance, values.margin, values.confidence),
    values: [
      { name: strings.gallery.pseudoLabel, value: className, classIndex: row.label },
      { name: strings.gallery.distance, value: values.distance },
      { name: strings.gallery.margin, value: values.margin },
      { name: strings.gallery.confidence, value: values.confidence },
      { name: strings.gallery.file, value: row.file },
    ],
  };
}
