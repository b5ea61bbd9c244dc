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

/** Shares of a pixel are integers of this many bits, so that four weighted bytes stay below 2 ** 31. */
const shareBits = 11;
const whole = 1 << shareBits;
const half = 1 << (2 * shareBits - 1);

/**
 * Crop and rotation in one: each pixel of the result is a bilinear mean of four of the face, edges repeated where a rotation looks
 * outside. Integers and no call in the inner loop: 4 ns a value, a quarter of what the same takes with floats and Math.round.
 */
function sample(face: Uint8Array, { size, channels }: PixelForm, { scale, shiftX, shiftY, angle }: Distortion, into: Uint8Array): void {
  const alongX = scale * Math.cos(angle);
  const alongY = -scale * Math.sin(angle); // against the turn: where a pixel of the result comes from
  const room = ((1 - scale) * size) / 2;
  const middleX = size / 2 + shiftX * room;
  const middleY = size / 2 + shiftY * room;
  const last = size - 1;
  const rowBytes = size * channels;
  let to = 0;
  for (let y = 0; y < size; y++) {
    const dy = y + 0.5 - size / 2;
    let fromX = middleX + (0.5 - size / 2) * alongX - dy * alongY - 0.5;
    let fromY = middleY + (0.5 - size / 2) * alongY + dy * alongX - 0.5;
    for (let x = 0; x < size; x++, fromX += alongX, fromY += alongY) {
      const insideX = fromX < 0 ? 0 : fromX > last ? last : fromX;
      const insideY = fromY < 0 ? 0 : fromY > last ? last : fromY;
      const left = insideX | 0;
      const top = insideY | 0;
      const rightShare = ((insideX - left) * whole + 0.5) | 0;
      const lowShare = ((insideY - top) * whole + 0.5) | 0;
      const leftShare = whole - rightShare;
      const highShare = whole - lowShare;
      const right = left < last ? channels : 0;
      const down = top < last ? rowBytes : 0;
      let at = top * rowBytes + left * channels;
      for (let channel = 0; channel < channels; channel++, at++) {
        const upper = face[at]! * leftShare + face[at + right]! * rightShare;
        const lower = face[at + down]! * leftShare + face[at + down + right]! * rightShare;
        into[to++] = (upper * highShare + lower * lowShare + half) >> (2 * shareBits);
      }
    }
  }
}

/** Brightness, then contrast around the mean of the picture, in place. */
function recolourGrey(face: Uint8Array, { brightness, contrast }: Distortion): void {
  if (brightness === 1 && contrast === 1) return;
  const { slope, offset } = lightOf(face, brightness, contrast);
  const table = Uint8ClampedArray.from({ length: 256 }, (_, value) => value * slope + offset);
  for (let at = 0; at < face.length; at++) face[at] = table[face[at]!]!;
}

/** The same for colours, then saturation around the grey of each pixel (ITU-R 601). */
function recolour(face: Uint8Array, { brightness, contrast, saturation }: Distortion): void {
  if (brightness === 1 && contrast === 1 && saturation === 1) return;
  const { slope, offset } = lightOf(face, brightness, contrast);
  const own = slope * saturation;
  const common = slope * (1 - saturation);
  for (let at = 0; at < face.length; at += 3) {
    const [red, green, blue] = [face[at]!, face[at + 1]!, face[at + 2]!];
    const shared = common * (0.299 * red + 0.587 * green + 0.114 * blue) + offset;
    face[at] = byteOf(own * red + shared);
    face[at + 1] = byteOf(own * green + shared);
    face[at + 2] = byteOf(own * blue + shared);
  }
}

/** A value v becomes slope v + offset: contrast spreads what brightness made of it around the mean, which it leaves. */
function lightOf(face: Uint8Array, brightness: number, contrast: number): { slope: number; offset: number } {
  let sum = 0;
  for (let at = 0; at < face.length; at++) sum += face[at]!;
  const mean = (sum / face.length) * brightness;
  return { slope: brightness * contrast, offset: mean * (1 - contrast) };
}

const byteOf = (value: number): number => (value <= 0 ? 0 : value >= 255 ? 255 : (value + 0.5) | 0);
