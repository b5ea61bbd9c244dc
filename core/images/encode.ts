// Pictures for the window, always encoded anew: a stranger's bytes never reach the browser engine, whose decoders may be old.
// A picture that cannot be read becomes a drawn tile with the reason, because a gallery with holes tells nobody why.
import { decodeCut } from "./decode.ts";
import { escapeXml } from "./escape-xml.ts";
import { type HeldPicture, readPicture } from "./picture-bytes.ts";
import { PictureError, pictureErrorOf } from "./picture-error.ts";
import { pictureFormatOf } from "./picture-format.ts";
import { pixelLimit } from "./picture-limits.ts";
import { type Sharp, sharp } from "./sharp.ts";

/** What the picture request of the contract answers. */
export interface EncodedPicture {
  type: "image/jpeg" | "image/png";
  bytes: Uint8Array;
}

/**
 * A picture at most `size` pixels wide and high, never enlarged, as JPEG (2.5 ms of processor time a face; WebP takes 3.2).
 * Never rejects for a bad picture: that gives the tile of `drawPlaceholder`.
 *
 * @param address  of picture-address.ts, its file absolute
 */
export async function encodePicture(address: string, size: number): Promise<EncodedPicture> {
  try {
    const opened = await openPicture(readPicture(address));
    const picture = opened
      .resize(size, size, { fit: "inside", withoutEnlargement: true })
      .flatten({ background: "#ffffff" })
      .jpeg({ quality: 90, chromaSubsampling: "4:4:4" });
    return { type: "image/jpeg", bytes: await picture.toBuffer() };
  } catch (error) {
    return drawPlaceholder(error instanceof PictureError ? error : pictureErrorOf(error), size);
  }
}

/** What is cut out is shown as a network is given it; a whole picture with its own colours. */
export async function openPicture({ bytes, cut }: HeldPicture): Promise<Sharp> {
  if (cut) {
    const { pixels, width, height, channels } = await decodeCut(bytes, cut);
    return sharp(pixels, { raw: { width, height, channels: channels as 1 | 2 | 3 | 4 } });
  }
  if (!pictureFormatOf(bytes)) throw new PictureError("not-a-picture", "is not a picture");
  return sharp(bytes, { failOn: "warning", limitInputPixels: pixelLimit });
}

/** A grey tile with a crossed-out picture and, where there is room for words, the reason. */
export async function drawPlaceholder({ reason }: PictureError, size: number): Promise<EncodedPicture> {
  const unit = size / 100;
  const lines = size < 96 ? [] : wrap(`This file ${reason}`, 24, 4);
  const text = lines.map((line, index) => `<text x="50" y="${64 + index * 9}">${escapeXml(line)}</text>`).join("");
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${size}" height="${size}" viewBox="0 0 100 100">
    <rect width="100" height="100" fill="#8a8f98"/>
    <g fill="none" stroke="#ffffff" stroke-width="${Math.max(2, 1 / unit)}" stroke-linecap="round" stroke-linejoin="round">
      <rect x="32" y="18" width="36" height="30" rx="3"/><path d="M36 42l9-10 7 7 5-4 8 8"/><path d="M28 52 72 14"/>
    </g>
    <g font-family="sans-serif" font-size="7" fill="#ffffff" text-anchor="middle">${text}</g>
  </svg>`;
  return { type: "image/png", bytes: await sharp(Buffer.from(svg)).png().toBuffer() };
}

/** At most `limit` lines of about `width` characters; what does not fit ends in an ellipsis. */
function wrap(sentence: string, width: number, limit: number): string[] {
  const lines: string[] = [];
  for (const word of sentence.split(" ")) {
    const last = lines[lines.length - 1];
    if (last !== undefined && last.length + word.length < width) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word.slice(0, width));
  }
  return lines.length <= limit ? lines : [...lines.slice(0, limit - 1), "…"];
}
