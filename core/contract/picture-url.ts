// Where a window finds a picture, of a data set or one that was exported.

/** "face" is what a network is given: cut out, or turned upright. "source" is the whole picture that it is in. */
export type PictureOf = "face" | "source";

/** Relative on purpose: the same page works under the app's own scheme and under loopback HTTP. */
export const pictureUrl = (datasetId: string, row: number, size: number, form: PictureOf = "face"): string =>
  `picture/${datasetId}/${row}?size=${size}${form === "face" ? "" : `&form=${form}`}`;

/** @param file  of exports/ */
export const exportUrl = (file: string): string => `export/${file}`;
