// Random crops, rotations and jitter of faces during training, on bytes, before they become floats. All three are drawn from the run's
// seed and the number of the update, so a resumed run sees the same pictures.
import type { PixelForm } from "../images/decode.ts";
import { randomStream } from "../random.ts";
import type { TrainingRecipe } from "../recipe.ts";

/** How one face is shown in one update. */
export interface Distortion {
  /** Side of the crop as a share of the picture's. */
  scale: number;
  /** Place of the crop between the edges, -1 (left, top) to 1. */
  shiftX: number;
  shiftY: number;
  /** Radians; the face turns clockwise. */
  angle: number;
  /** Factors around 1; saturation moves colour pictures only. */
  brightness: number;
  contrast: number;
  saturation: number;
}

/** One distortion a face of an update; null when the recipe asks for none. */
export function distortionsOfUpdate(
  seed: number,
  update: number,
  count: number,
  { crop, rotation, jitter }: Pick<TrainingRecipe, "crop" | "rotation" | "jitter">,
): Distortion[] | null {
  if (crop === 0 && rotation === 0 && jitter === 0) return null;
  const random = randomStream(seed, "distortion", update);
  const around = (most: number) => most * (2 * random.uniform() - 1);
  return Array.from({ length: count }, () => ({
    scale: 1 - crop * random.uniform(),
    shiftX: around(1),
    shiftY: around(1),
    angle: around((rotation * Math.PI) / 180),
    brightness: 1 + around(jitter),
    contrast: 1 + around(jitter),
    saturation: 1 + around(jitter),
  }));
}

/**
 * One face as a distortion shows it.
 *
 * @param face  [size, size, channels]
 * @param into  [size, size, channels], another array
 */
export function distort(face: Uint8Array, form: PixelForm, distortion: Distortion, into: Uint8Array): void {
  if (distortion.scale === 1 && distortion.angle === 0) into.set(face);
  else sample(face, form, distortion, into);
  if (form.channels === 1) recolourGrey(into, distortion);
  else recolour(into, distortion);
}

/** Shares along a side are integers of this many bits, so that a byte times the share of a pixel stays below 2 ** 30. */
const shareBits = 11;
const whole = 1 << shareBits;
const half = 1 << (2 * shareBits - 1);

/**
 * Crop and rotation in one: each pixel of the result is a bilinear mean of four of the face, edges repeated where a rotation looks
 * outside. Integers, no call and no loop over the channels inside: 64 faces of 150 x 150 are 1.4 million turns of the inner loop.
 */
function sample(face: Uint8Array, { size, channels }: PixelForm, { scale, shiftX, shiftY, angle }: Distortion, into: Uint8Array): void {
  const alongX = scale * Math.cos(angle);
  const alongY = -scale * Math.sin(angle); // against the turn: where a pixel of the result comes from
  const room = ((1 - scale) * size) / 2;
  const first = 0.5 - size / 2;
  const last = size - 1;
  const rowBytes = size * channels;
  let to = 0;
  for (let y = 0; y < size; y++) {
    let fromX = size / 2 + shiftX * room + first * alongX - (y + first) * alongY - 0.5;
    let fromY = size / 2 + shiftY * room + first * alongY + (y + first) * alongX - 0.5;
    for (let x = 0; x < size; x++, fromX += alongX, fromY += alongY) {
      let insideX = fromX;
      let insideY = fromY;
      if (insideX < 0) insideX = 0;
      if (insideY < 0) insideY = 0;
      if (insideX > last) insideX = last;
      if (insideY > last) insideY = last;
      const left = insideX | 0;
      const top = insideY | 0;
      const right = ((insideX - left) * whole + 0.5) | 0;
      const low = ((insideY - top) * whole + 0.5) | 0;
      const lowRightShare = right * low;
      const lowLeftShare = low * whole - lowRightShare;
      const topRightShare = right * whole - lowRightShare;
      const topLeftShare = whole * whole - low * whole - topRightShare;
      const topLeft = top * rowBytes + left * channels;
      const topRight = left < last ? topLeft + channels : topLeft;
      const down = top < last ? rowBytes : 0;
      const lowLeft = topLeft + down;
      const lowRight = topRight + down;
      into[to] =
        (face[topLeft]! * topLeftShare +
          face[topRight]! * topRightShare +
          face[lowLeft]! * lowLeftShare +
          face[lowRight]! * lowRightShare +
          half) >>
        (2 * shareBits);
      if (channels === 3) {
        into[to + 1] =
          (face[topLeft + 1]! * topLeftShare +
            face[topRight + 1]! * topRightShare +
            face[lowLeft + 1]! * lowLeftShare +
            face[lowRight + 1]! * lowRightShare +
            half) >>
          (2 * shareBits);
        into[to + 2] =
          (face[topLeft + 2]! * topLeftShare +
            face[topRight + 2]! * topRightShare +
            face[lowLeft + 2]! * lowLeftShare +
            face[lowRight + 2]! * lowRightShare +
            half) >>
          (2 * shareBits);
      }
      to += channels;
    }
  }
}

/** Brightness, then contrast around the mean of the picture, in place. */
function recolourGrey(face: Uint8Array, { brightness, contrast }: Distortion): void {
  if (brightness === 1 && contrast === 1) return;
  const { slope, offset } = lightOf(face, brightness, contrast);
  const table = new Uint8ClampedArray(256);
  for (let value = 0; value < 256; value++) table[value] = value * slope + offset;
  for (let at = 0; at < face.length; at++) face[at] = table[face[at]!]!;
}

/** The same for colours, then saturation around the grey of each pixel (ITU-R 601). */
function recolour(face: Uint8Array, { brightness, contrast, saturation }: Distortion): void {
  if (brightness === 1 && contrast === 1 && saturation === 1) return;
  const { slope, offset } = lightOf(face, brightness, contrast);
  const own = slope * saturation;
  const common = slope * (1 - saturation);
  const clamped = new Uint8ClampedArray(face.buffer, face.byteOffset, face.length);
  for (let at = 0; at < face.length; at += 3) {
    const red = face[at]!;
    const green = face[at + 1]!;
    const blue = face[at + 2]!;
    const shared = common * (0.299 * red + 0.587 * green + 0.114 * blue) + offset;
    clamped[at] = own * red + shared;
    clamped[at + 1] = own * green + shared;
    clamped[at + 2] = own * blue + shared;
  }
}

/** A value v becomes slope v + offset: contrast spreads what brightness made of it around the mean, which it leaves. */
function lightOf(face: Uint8Array, brightness: number, contrast: number): { slope: number; offset: number } {
  let sum = 0;
  for (let at = 0; at < face.length; at++) sum += face[at]!;
  const mean = (sum / face.length) * brightness;
  return { slope: brightness * contrast, offset: mean * (1 - contrast) };
}
