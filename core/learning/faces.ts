// Decoded faces in memory: bytes, because four times as many fit as with floats; they become floats a batch at a time.

/** Faces of one size with their labels. */
export interface LabelledFaces {
  count: number;
  /** Bytes of a face: height x width x channels. */
  faceBytes: number;
  /** [count, H, W, C] */
  pixels: Uint8Array;
  /** [count] class index */
  labels: Uint8Array;
}

/** The faces at these positions, in this order. */
export function pickFaces({ faceBytes, pixels, labels }: LabelledFaces, positions: ArrayLike<number>): LabelledFaces {
  const count = positions.length;
  const picked = { count, faceBytes, pixels: new Uint8Array(count * faceBytes), labels: new Uint8Array(count) };
  for (let index = 0; index < count; index++) {
    const from = positions[index]!;
    picked.pixels.set(pixels.subarray(from * faceBytes, (from + 1) * faceBytes), index * faceBytes);
    picked.labels[index] = labels[from]!;
  }
  return picked;
}

/** One set after the other. */
export function joinFaces(first: LabelledFaces, second: LabelledFaces): LabelledFaces {
  const count = first.count + second.count;
  const joined = { count, faceBytes: first.faceBytes, pixels: new Uint8Array(count * first.faceBytes), labels: new Uint8Array(count) };
  joined.pixels.set(first.pixels);
  joined.pixels.set(second.pixels, first.pixels.length);
  joined.labels.set(first.labels);
  joined.labels.set(second.labels, first.count);
  return joined;
}
