// Labelled faces by their places: a set of any size takes little memory, because pixels are read a batch at a time.
import type { PixelForm } from "../images/decode.ts";
import { type FacePlace, readPlaces } from "../images/face-place.ts";

/** Faces of one form with their labels. */
export interface LabelledFaces {
  count: number;
  form: PixelForm;
  /** [count] class index */
  labels: Uint8Array;
  placeOf(position: number): FacePlace;
}

/** The faces at these positions, in this order. */
export function pickFaces({ form, labels, placeOf }: LabelledFaces, positions: ArrayLike<number>): LabelledFaces {
  const picked = Uint32Array.from(positions);
  return {
    count: picked.length,
    form,
    labels: Uint8Array.from(picked, (position) => labels[position]!),
    placeOf: (position) => placeOf(picked[position]!),
  };
}

/** One set after the other. */
export function joinFaces(first: LabelledFaces, second: LabelledFaces): LabelledFaces {
  const count = first.count + second.count;
  const labels = new Uint8Array(count);
  labels.set(first.labels);
  labels.set(second.labels, first.count);
  const placeOf = (position: number) => (position < first.count ? first.placeOf(position) : second.placeOf(position - first.count));
  return { count, form: first.form, labels, placeOf };
}

/**
 * Pixels of the faces from `first` to `first` + `count` - 1.
 *
 * @returns [count, H, W, C]
 * @throws InputError as `readPlaces`
 */
export function readFaces({ form, placeOf }: LabelledFaces, first: number, count: number): Promise<Uint8Array> {
  const places = Array.from({ length: count }, (_, index) => placeOf(first + index));
  return readPlaces(places, form);
}

/** [count] fingerprints: they name the pixels of all faces without reading them. */
export function fingerprintsOf({ count, placeOf }: LabelledFaces): BigUint64Array {
  return BigUint64Array.from({ length: count }, (_, position) => placeOf(position).fingerprint);
}
