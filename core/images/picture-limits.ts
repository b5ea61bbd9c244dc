// How large a picture may be before it is refused; of what is read, decoded, or cut out.

/** Larger pictures are refused: 50 million pixels take 150 MB decoded, and no face needs them. */
export const pixelLimit = 50_000_000;
/** Larger files are refused before they are read. */
export const byteLimit = 64 * 1024 * 1024;
