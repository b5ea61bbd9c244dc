// A picture as a square of a sheet: its middle, in the size of the tile, on white.
import { openPicture } from "../images/encode.ts";
import { readPicture } from "../images/picture-bytes.ts";
import { PictureError, pictureErrorOf } from "../images/picture-error.ts";

/**
 * @param address  of picture-address.ts, its file absolute
 * @returns [size, size, 3] uint8
 * @throws PictureError with its reason
 */
export async function pictureTile(address: string, size: number): Promise<Buffer> {
  try {
    const opened = await openPicture(readPicture(address));
    return await opened
      .resize(size, size, { fit: "cover" })
      .flatten({ background: "#ffffff" })
      .toColourspace("srgb")
      .removeAlpha()
      .raw()
      .toBuffer();
  } catch (error) {
    throw error instanceof PictureError ? error : pictureErrorOf(error);
  }
}
