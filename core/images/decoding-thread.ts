// Decoding in a thread of its own while TensorFlow computes. TensorFlow's calls hold the event loop, and so would decoding hold
// TensorFlow's threads: a face is decoded and resized in 0.15 ms, a quarter of what scoring it takes on two cores.
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { Worker } from "node:worker_threads";
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

/** Beside the bundle that this file is part of. */
const builtEntry = join(dirname(fileURLToPath(import.meta.url)), "decoder.cjs");
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
  entry = builtEntry,
): AsyncGenerator<DecodedBatch> {
  const thread = startThread(entry);
  const pending: Promise<DecodedBatch>[] = [];
  let next = 0;
  const askAhead = () => {
    for (; next < count && pending.length < batchesAhead; next += batchSize) {
      const paths = Array.from({ length: Math.min(batchSize, count - next) }, (_, index) => pathOf(next + index));
      pending.push(thread.decode({ first: next, paths, form: { size, channels } }));
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

interface DecodingThread {
  /** Never rejects. */
  decode(request: BatchRequest): Promise<DecodedBatch>;
  end(): void;
}

function startThread(entry: string): DecodingThread {
  const worker = new Worker(entry);
  const waiting: { request: BatchRequest; resolve: (batch: DecodedBatch | Promise<DecodedBatch>) => void }[] = [];
  let isRunning = true;
  const decodeHere = ({ first, paths, form }: BatchRequest) => decodeBatch(first, paths, form);
  const stopped = () => {
    isRunning = false;
    for (const { request, resolve } of waiting.splice(0)) resolve(decodeHere(request));
  };
  worker.on("message", (answer: BatchAnswer) => {
    const { request, resolve } = waiting.shift()!;
    resolve(batchOf(request, answer));
  });
  worker.on("error", stopped);
  worker.on("exit", stopped);
  return {
    decode(request) {
      if (!isRunning) return decodeHere(request);
      worker.postMessage(request);
      return new Promise((resolve) => waiting.push({ request, resolve }));
    },
    end() {
      waiting.length = 0; // nobody waits any more
      void worker.terminate();
    },
  };
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
