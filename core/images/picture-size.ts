// How large a whole picture is, whatever its address cuts out of it: by its first bytes, without decoding it.
import { wholePicture } from "./picture-address.ts";
import { readPicture } from "./picture-bytes.ts";
import { PictureError } from "./picture-error.ts";
import { pictureFormatOf } from "./picture-format.ts";
import { pixelLimit } from "./picture-limits.ts";
import { sharp } from "./sharp.ts";

/** In pixels as they are stored; null for a picture that cannot be read. @param address  of picture-address.ts, its file absolute */
export async function wholePictureSize(address: string): Promise<{ width: number; height: number } | null> {
  try {
    const { bytes, cut } = readPicture(wholePicture(address));
    if (cut?.numbers) return { width: cut.numbers.width, height: cut.numbers.height };
    if (!pictureFormatOf(bytes)) return null;
    // A decoder that cannot read a head has nothing to say that the picture's own tile does not (encode.ts).
    const head = await sharp(bytes, { limitInputPixels: pixelLimit })
      .metadata()
      .catch(() => null);
    return head?.width && head.height ? { width: head.width, height: head.height } : null;
  } catch (error) {
    if (error instanceof PictureError) return null;
    throw error;
  }
}
