// The images of a distillation as rows of a grid: class by class, and within a class in the order of gradient steps.

export interface ImageRow {
  /** In the order of the distillation's labels: what pictures and neighbours are asked by. */
  index: number;
  classIndex: number;
  /** Among the images of its class, from 1. */
  number: number;
  ofClass: number;
}

/** @param labels  class of each image, in the order of gradient steps */
export function imageRows(labels: readonly number[]): ImageRow[] {
  const classes = [...new Set(labels)].sort((a, b) => a - b);
  return classes.flatMap((classIndex) => {
    const indices = labels.flatMap((label, index) => (label === classIndex ? [index] : []));
    return indices.map((index, position) => ({ index, classIndex, number: position + 1, ofClass: indices.length }));
  });
}
