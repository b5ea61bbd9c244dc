// The camera: lens, exposure, noise and compression, in the order in which light meets them.
import { sharp } from "../../images/sharp.ts";
import { randomStream } from "../../random.ts";
import type { Causes } from "./causes.ts";
import { drawFace } from "./draw-face.ts";
import type { Identity } from "./identity.ts";
import { pictureSize } from "./pose.ts";

/** Side of the sensor of an old camera, pixels. */
const oldSensor = 48;

/** JPEG bytes of one face. The noise is the picture's own: `seed`, `part` and `index` name it. */
export async function photograph(identity: Identity, causes: Causes, seed: number, part: string, index: number): Promise<Buffer> {
  const scene = sharp(Buffer.from(drawFace(identity, causes))).removeAlpha();
  if (causes.blur >= 0.3) scene.blur(causes.blur); // the least that libvips knows
  if (causes.isOldCamera) scene.resize(oldSensor, oldSensor).greyscale().toColourspace("srgb");
  const { data, info } = await scene.raw().toBuffer({ resolveWithObject: true });
  expose(data, info.channels, causes, seed, part, index);
  const picture = sharp(data, { raw: { width: info.width, height: info.height, channels: info.channels } });
  if (causes.isOldCamera) picture.resize(pictureSize, pictureSize, { kernel: "cubic" });
  return picture.jpeg({ quality: causes.jpegQuality }).toBuffer();
}

/** Exposure, warmth and noise, in place. */
function expose(
  pixels: Buffer,
  channels: number,
  { exposure, warmth, noise, isOldCamera }: Causes,
  seed: number,
  part: string,
  index: number,
): void {
  const random = randomStream(seed, part, index, "noise");
  const gain = 2 ** exposure;
  const tint = isOldCamera ? 0 : 0.06 * warmth;
  const gains = [gain * (1 + tint), gain, gain * (1 - tint)];
  for (let pixel = 0; pixel < pixels.length; pixel += channels) {
    // The sum of two uniforms has deviation 0.41 and looks as normal as noise need, in a third of the time.
    const grain = (noise / 0.41) * (random.uniform() + random.uniform() - 1);
    for (let channel = 0; channel < channels; channel++) {
      const value = pixels[pixel + channel]! * gains[channel]! + grain;
      pixels[pixel + channel] = value < 0 ? 0 : value > 255 ? 255 : value + 0.5;
    }
  }
}
