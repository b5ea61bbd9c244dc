// Where a window finds a picture, of a data set or one that was exported.

/** Relative on purpose: the same page works under the app's own scheme and under loopback HTTP. */
export const pictureUrl = (datasetId: string, row: number, size: number): string => `picture/${datasetId}/${row}?size=${size}`;

/** @param file  of exports/ */
export const exportUrl = (file: string): string => `export/${file}`;
