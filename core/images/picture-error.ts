// Why a picture could not be decoded. In the auxiliary pool the reason is counted and listed; for anchors and tests it becomes
// an InputError with the line that names the picture.
import { InputError } from "../errors.ts";

export type PictureFault =
  | "missing"
  | "not-a-file"
  | "empty"
  | "too-large"
  | "not-a-picture"
  | "no-face" // what is cut out of it by the data set's list is empty
  | "truncated"
  | "corrupt"
  | "unreadable";

const mends: Record<PictureFault, string> = {
  missing: "Put the picture back, or remove its row.",
  "not-a-file": "Name a picture, or remove the row.",
  empty: "Copy or download the picture again, or remove its row.",
  "too-large": "Crop the face out of it, or remove its row.",
  "not-a-picture": "Unpack or download the pictures again, or remove the row.",
  "no-face": "Correct the box or the points of the face in the data set's list, or remove the row.",
  truncated: "Copy or download the picture again, or remove its row.",
  corrupt: "Copy or download the picture again, or remove its row.",
  unreadable: "Check that you may read the file and that its disk is sound.",
};

/** A picture that cannot be decoded; `reason` reads on from its file name: "a.jpg: is empty (0 bytes)". */
export class PictureError extends Error {
  constructor(
    readonly fault: PictureFault,
    readonly reason: string,
    options?: { cause?: unknown },
  ) {
    super(reason, options);
    this.name = "PictureError";
  }
}

/** The same for a picture that must not be skipped, with the place where the user finds it. */
export function inputErrorOfPicture(error: PictureError, picture: string, file: string, line: number | undefined): InputError {
  return new InputError(
    {
      file,
      line,
      found: `"${picture}", which ${error.reason}`,
      expected: "a whole JPEG, PNG, WebP, GIF or TIFF picture",
      mend: mends[error.fault],
    },
    { cause: error },
  );
}

/**
 * What a decoder threw; libvips puts what it found into words only, and now and then loses them to another thread.
 *
 * @param lacksEnd  the bytes do not end as their format ends
 */
export function pictureErrorOf(error: unknown, lacksEnd = false): PictureError {
  const words = (error instanceof Error ? error.message : String(error)).trim().split("\n")[0]!;
  if (/pixel limit/i.test(words)) return new PictureError("too-large", "has more pixels than a face needs", { cause: error });
  if (lacksEnd || /premature end of (JPEG|input)|truncat|end of (file|stream)/i.test(words))
    return new PictureError("truncated", `is cut off (${words})`, { cause: error });
  return new PictureError("corrupt", `is damaged (${words})`, { cause: error });
}
