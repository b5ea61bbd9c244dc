// A face as MTCNN finds it, and which of several a picture is of. Pure.

/** Ten numbers: x and y of the left eye, the right eye, the tip of the nose, the left and the right corner of the mouth, as one sees them. */
export type FivePoints = readonly number[];

export interface FoundFace {
  /** In pixels of the picture, from the left edge of the first; may reach outside. */
  box: { left: number; top: number; right: number; bottom: number };
  /** 0.7 to 1. */
  probability: number;
  points: FivePoints;
}

/** How much an offset counts against a size: facenet-pytorch's "center_weighted_size". */
const offsetWeight = 2;

/**
 * The five points of the face that a picture is of: of several the one whose area, less twice its squared distance from the middle of the
 * picture, is the largest. Data sets crop a picture around the person whom they label, and a bystander may be nearer to the camera.
 *
 * @returns null where no face was found
 */
export function faceOf(faces: readonly FoundFace[], { width, height }: { width: number; height: number }): FivePoints | null {
  let best: FoundFace | null = null;
  let most = Number.NEGATIVE_INFINITY;
  for (const face of faces) {
    const { left, top, right, bottom } = face.box;
    const [offsetX, offsetY] = [(left + right - width) / 2, (top + bottom - height) / 2];
    const weight = areaOf(face) - offsetWeight * (offsetX ** 2 + offsetY ** 2);
    if (weight <= most) continue;
    [best, most] = [face, weight];
  }
  return best?.points ?? null;
}

export const areaOf = ({ box: { left, top, right, bottom } }: FoundFace): number => (right - left) * (bottom - top);
