// Decoding in a thread of its own while TensorFlow computes. TensorFlow's calls hold the event loop, and so would decoding hold
// TensorFlow's threads: a face is decoded and resized in 0.15 ms, a quarter of what scoring it takes on two cores.
import { builtThread, startThread } from "../compute/answering-thread.ts";
import type { PixelForm } from "./decode.ts";
import { type DecodeAheadOptions, type DecodedBatch, decodeBatch } from "./decode-ahead.ts";
import { PictureError, type PictureFault } from "./picture-error.ts";

export interface BatchRequest {
  first: number;
  paths: string[];
  form: PixelForm;
}

/** As DecodedBatch, in what a thread can post. */
export interface BatchAnswer {
  indices: Int32Array;
  pixels: Uint8Array;
  failures: { index: number; fault: PictureFault; reason: string }[];
}

/** One for the caller, one in the making. */
const batchesAhead = 2;

/**
 * As `decodeAhead`, in another thread. Where that thread cannot run, or ends, the pictures are decoded here.
 *
 * @param entry  the built core/images/decoder.ts
 */
export async function* decodeInThread(
  count: number,
  pathOf: (index: number) => string,
  { batchSize, size, channels, signal }: DecodeAheadOptions,
  entry = builtThread("decoder"),
): AsyncGenerator<DecodedBatch> {
  const thread = startThread(entry, decodeRequest);
  const pending: Promise<DecodedBatch>[] = [];
  let next = 0;
  const askAhead = () => {
    for (; next < count && pending.length < batchesAhead; next += batchSize) {
      const paths = Array.from({ length: Math.min(batchSize, count - next) }, (_, index) => pathOf(next + index));
      const request = { first: next, paths, form: { size, channels } };
      pending.push(thread.ask(request).then((answer) => batchOf(request, answer)));
    }
  };
  try {
    for (askAhead(); pending.length > 0; askAhead()) {
      signal?.throwIfAborted();
      yield await pending.shift()!;
    }
  } finally {
    thread.end();
  }
}

/** What the thread does. Never rejects. */
export async function decodeRequest({ first, paths, form }: BatchRequest): Promise<BatchAnswer> {
  const { indices, pixels, failures } = await decodeBatch(first, paths, form);
  return { indices, pixels, failures: failures.map(({ index, error: { fault, reason } }) => ({ index, fault, reason })) };
}

function batchOf({ first, paths }: BatchRequest, { indices, pixels, failures }: BatchAnswer): DecodedBatch {
  return {
    first,
    end: first + paths.length,
    indices,
    pixels,
    failures: failures.map(({ index, fault, reason }) => ({ index, error: new PictureError(fault, reason) })),
  };
}
