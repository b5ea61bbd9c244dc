// The words of the alignment of faces.
import type { RoleAlignment } from "../core/contract/dataset-summary.ts";
import { formatCount } from "./format.ts";

export const alignmentStrings = {
  tabs: "Pictures or alignment",
  pictures: "Pictures",
  alignment: "Alignment",
  role: "Role",
  filter: "Which faces",
  filters: { all: "All", found: "Found", "not-found": "Not found" },
  counted({ pictures, found, marked }: RoleAlignment): string {
    const asked = pictures - marked;
    const ours = asked === 0 ? "" : `MTCNN found ${formatCount(found)} of ${formatCount(asked)} faces.`;
    const theirs = marked === 0 ? "" : `${formatCount(marked)} have points that their data set marked.`;
    return [ours, theirs].filter(Boolean).join(" ");
  },
  stays: "Those that were not found stay as they are, in the test set too.",
  before: "As it is on disk",
  after: "Turned upright",
  notFound: "No face found",
  notFoundText: "It stays as it is.",
  none: "No such face in this role.",
  loading: "Looking at the faces …",
  previous: "Earlier faces",
  next: "Further faces",
  position: (first: number, last: number, total: number) => `${formatCount(first)}–${formatCount(last)} of ${formatCount(total)}`,
  caption: (label: string, file: string) => `${label}, ${file}`,
  points: ["left eye", "right eye", "nose", "left corner of the mouth", "right corner of the mouth"],
  pointAt: (name: string, x: number, y: number) => `${name} ${Math.round(x)}, ${Math.round(y)}`,
  box: "The part of the picture that the data set means",
  pointsOf: (points: string) => `Five points, in pixels: ${points}`,
} as const;
