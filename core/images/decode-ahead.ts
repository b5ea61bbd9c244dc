// Decodes pictures in order, two batches ahead of the caller: what sharp's threads have in hand needs no JavaScript until it is done.
// Small JPEGs are decoded at once, on the thread that asks; the pool's pictures go through decoding-thread.ts for that reason.
import { decodeBytes, type PixelForm } from "./decode.ts";
import { readPicture } from "./picture-bytes.ts";
import { PictureError } from "./picture-error.ts";

/** Pictures `first` to `end` - 1, less those that could not be decoded. */
export interface DecodedBatch {
  first: number;
  end: number;
  /** [N] the number of each decoded picture, ascending; N is at most the batch size. */
  indices: Int32Array;
  /** [N, size, size, channels] */
  pixels: Uint8Array;
  failures: DecodeFailure[];
}

export interface DecodeFailure {
  index: number;
  error: PictureError;
}

export interface DecodeAheadOptions extends PixelForm {
  /** Pictures a batch; a batch holds fewer when some fail, and the last one what is left. */
  batchSize: number;
  signal?: AbortSignal;
}

/** Compressed bytes in flight: some 4,000 face crops, or a handful of photographs, whose decoded pixels would fill the memory. */
const bytesInFlight = 16 * 1024 * 1024;

type Outcome = { pixels: Uint8Array } | { error: PictureError };

/**
 * Decodes `count` pictures in batches, in order.
 *
 * @param pathOf address (picture-address.ts) of picture 0 to `count` - 1, its file absolute
 * @throws what `signal` holds when it is aborted; a bad picture is no error, it stands in the batch's `failures`
 */
export async function* decodeAhead(
  count: number,
  pathOf: (index: number) => string,
  options: DecodeAheadOptions,
): AsyncGenerator<DecodedBatch> {
  const { batchSize, size, channels, signal } = options;
  const pictureLength = size * size * channels;
  const pending: { bytes: number; outcome: Promise<Outcome> }[] = [];
  let started = 0;
  let flying = 0;
  const startMore = () => {
    while (started < count && pending.length < 2 * batchSize && (flying < bytesInFlight || pending.length === 0)) {
      const decode = startDecoding(pathOf(started++), options);
      flying += decode.bytes;
      pending.push(decode);
    }
  };
  for (let first = 0; first < count; first += batchSize) {
    const end = Math.min(count, first + batchSize);
    const indices = new Int32Array(end - first);
    const pixels = new Uint8Array((end - first) * pictureLength);
    const failures: DecodeFailure[] = [];
    let decoded = 0;
    for (let index = first; index < end; index++) {
      signal?.throwIfAborted();
      startMore();
      const { bytes, outcome } = pending.shift()!;
      const result = await outcome;
      flying -= bytes;
      if ("error" in result) {
        failures.push({ index, error: result.error });
      } else {
        pixels.set(result.pixels, decoded * pictureLength);
        indices[decoded++] = index;
      }
    }
    startMore();
    yield { first, end, indices: indices.subarray(0, decoded), pixels: pixels.subarray(0, decoded * pictureLength), failures };
  }
}

/** One batch by itself: pictures `first` to `first` + paths.length - 1. */
export async function decodeBatch(first: number, paths: readonly string[], form: PixelForm): Promise<DecodedBatch> {
  for await (const batch of decodeAhead(paths.length, (index) => paths[index]!, { ...form, batchSize: paths.length })) {
    return {
      ...batch,
      first,
      end: first + paths.length,
      indices: batch.indices.map((index) => first + index),
      failures: batch.failures.map((failure) => ({ ...failure, index: first + failure.index })),
    };
  }
  throw new RangeError("A batch holds one picture at least.");
}

/** Never rejects, so that a caller who leaves early leaves no unhandled rejection behind. */
function startDecoding(path: string, form: PixelForm): { bytes: number; outcome: Promise<Outcome> } {
  const failed = (error: unknown): Outcome => {
    if (error instanceof PictureError) return { error };
    return { error: new PictureError("unreadable", `cannot be decoded (${String(error)})`, { cause: error }) };
  };
  try {
    const { bytes, cut } = readPicture(path);
    return { bytes: bytes.length, outcome: decodeBytes(bytes, form, cut).then((pixels) => ({ pixels }), failed) };
  } catch (error) {
    return { bytes: 0, outcome: Promise.resolve(failed(error)) };
  }
}
