// The camera: renders the drawing, then blurs, colours, adds noise and compresses, as wild photographs come.

import { sharp } from "../../images/sharp.ts";
import { randomStream } from "../../random.ts";
import type { Causes } from "./causes.ts";
import { drawFace, pictureSize } from "./draw-face.ts";
import type { Identity } from "./identity.ts";

/** JPEG bytes of one face. The noise is the picture's own: `seed`, `part` and `index` name it. */
export async function photograph(identity: Identity, causes: Causes, seed: number, part: string, index: number): Promise<Buffer> {
  const { data } = await sharp(Buffer.from(drawFace(identity, causes)))
    .removeAlpha()
    .toColourspace("srgb")
    .raw()
    .toBuffer({ resolveWithObject: true });
  expose(data, causes, seed, part, index);
  let picture = sharp(data, { raw: { width: pictureSize, height: pictureSize, channels: 3 } });
  if (causes.blur >= 0.3) picture = picture.blur(causes.blur);
  if (causes.isOldCamera) picture = sharp(await picture.resize(56, 56).greyscale().png().toBuffer()).resize(pictureSize, pictureSize);
  return picture.jpeg({ quality: causes.jpegQuality }).toBuffer();
}

/** Exposure, warmth and noise, in place. */
function expose(pixels: Buffer, { exposure, warmth, noise }: Causes, seed: number, part: string, index: number): void {
  const random = randomStream(seed, part, index, "noise");
  const gain = 2 ** exposure;
  const gains = [gain * (1 + 0.06 * warmth), gain, gain * (1 - 0.06 * warmth)];
  for (let pixel = 0; pixel < pixels.length; pixel += 3) {
    // The sum of two uniforms is noise enough, and quicker than a normal for every pixel.
    const grain = noise * 1.7 * (random.uniform() + random.uniform() - 1);
    for (let channel = 0; channel < 3; channel++) {
      const value = pixels[pixel + channel]! * gains[channel]! + grain;
      pixels[pixel + channel] = value < 0 ? 0 : value > 255 ? 255 : value + 0.5;
    }
  }
}
