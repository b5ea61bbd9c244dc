// Entry of the decoding thread: decodes the batches that it is asked for, one after another.
import { parentPort } from "node:worker_threads";
import { decodeBatch } from "./decode-ahead.ts";
import type { BatchAnswer, BatchRequest } from "./decoding-thread.ts";

parentPort!.on("message", async ({ first, paths, form }: BatchRequest) => {
  const { indices, pixels, failures } = await decodeBatch(first, paths, form);
  const answer: BatchAnswer = {
    indices,
    pixels,
    failures: failures.map(({ index, error: { fault, reason } }) => ({ index, fault, reason })),
  };
  parentPort!.postMessage(answer, [indices.buffer as ArrayBuffer, pixels.buffer as ArrayBuffer]);
});
