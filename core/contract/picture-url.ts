// Where a window finds a picture.

/** Relative on purpose: the same page works under the app's own scheme and under loopback HTTP. */
export const pictureUrl = (datasetId: string, row: number, size: number): string => `picture/${datasetId}/${row}?size=${size}`;
