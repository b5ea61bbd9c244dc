// Head pose: a point of the face is lifted onto an ellipsoid, turned, and seen in perspective. Every shape of the face passes its
// control points through here, so that a turned head hides what it should.
import type { Causes } from "./causes.ts";
import { n, type Point } from "./svg.ts";

/** Side of the picture, pixels. */
export const pictureSize = 112;

/**
 * Where a point of the frontal, upright head is seen in the picture. Origin between the pupils, x to the right of the picture,
 * y down, in pixels; `lift` is height above the ellipsoid (the tip of a nose: 8).
 */
export type Place = (x: number, y: number, lift?: number) => Point;

export interface HeadPose {
  place: Place;
  /** As `place`, with the depth given instead: for the outline, the ears and what hangs beside the face. */
  placeAt: (x: number, y: number, depth: number) => Point;
  /** Pixels that a length in the middle of the face has in the picture. */
  scale: number;
}

const pivotY = 14; // the joint of head and neck lies behind the mouth
const cameraDistance = 330;
const radians = Math.PI / 180;

/** Height of the face above the plane of the ears, pixels; 0 beyond its edge. */
function depthOf(x: number, y: number): number {
  return 31 * Math.sqrt(Math.max(0, 1 - (x / 37) ** 2 - ((y - 4) / 54) ** 2));
}

export function headPose({ yaw, pitch, roll, zoom, shiftX, shiftY }: Causes): HeadPose {
  const [cosYaw, sinYaw] = [Math.cos(yaw * radians), Math.sin(yaw * radians)];
  const [cosPitch, sinPitch] = [Math.cos(pitch * radians), Math.sin(pitch * radians)];
  const [cosRoll, sinRoll] = [Math.cos(roll * radians), Math.sin(roll * radians)];
  const placeAt = (x: number, y: number, depth: number): Point => {
    const turnedX = x * cosYaw + depth * sinYaw;
    const turnedZ = depth * cosYaw - x * sinYaw;
    const noddedY = (y - pivotY) * cosPitch + turnedZ * sinPitch;
    const noddedZ = turnedZ * cosPitch - (y - pivotY) * sinPitch;
    const near = (zoom * cameraDistance) / (cameraDistance - noddedZ);
    const seenX = (turnedX * cosRoll - noddedY * sinRoll) * near;
    const seenY = (turnedX * sinRoll + noddedY * cosRoll) * near;
    // Half of the turn is taken back, as a photographer who keeps the face in the middle would.
    return [n(56 + shiftX - 13 * sinYaw + seenX), n(63 + shiftY - 11 * sinPitch + seenY)];
  };
  return { placeAt, place: (x, y, lift = 0) => placeAt(x, y, depthOf(x, y) + lift), scale: zoom * 1.1 };
}
