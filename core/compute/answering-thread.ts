// A thread that answers one request after the other while TensorFlow's calls hold the event loop. Where it cannot run, or ends, the
// requests are answered here: nothing is lost but time, and what ended the thread is thrown where its caller sees it.
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parentPort, Worker } from "node:worker_threads";

export interface AnsweringThread<Request, Answer> {
  /** Answers come in the order of the requests. Rejects with what answering here throws. */
  ask(request: Request): Promise<Answer>;
  end(): void;
}

/** Path of a thread's bundle, which lies beside the bundle that this file is part of. */
export const builtThread = (name: string): string => join(dirname(fileURLToPath(import.meta.url)), `${name}.cjs`);

/**
 * @param entry       of the thread, which calls `answerRequests`
 * @param answerHere  what the thread does
 */
export function startThread<Request, Answer>(
  entry: string,
  answerHere: (request: Request) => Promise<Answer>,
): AnsweringThread<Request, Answer> {
  const worker = new Worker(entry);
  const waiting: { request: Request; resolve: (answer: Answer | Promise<Answer>) => void }[] = [];
  let isRunning = true;
  const stopped = () => {
    isRunning = false;
    for (const { request, resolve } of waiting.splice(0)) resolve(answerHere(request));
  };
  worker.on("message", (answer: Answer) => waiting.shift()?.resolve(answer));
  worker.on("error", stopped);
  worker.on("exit", stopped);
  return {
    ask(request) {
      if (!isRunning) return answerHere(request);
      worker.postMessage(request);
      return new Promise((resolve) => waiting.push({ request, resolve }));
    },
    end() {
      waiting.length = 0; // nobody waits any more
      void worker.terminate();
    },
  };
}

/**
 * The other end, called by the thread's entry. An answer that throws ends the thread, and its caller makes that answer again.
 *
 * @param buffersOf  what is moved to the caller instead of copied
 */
export function answerRequests<Request, Answer>(
  answer: (request: Request) => Promise<Answer>,
  buffersOf: (answer: Answer) => ArrayBufferLike[],
): void {
  let posted: Promise<unknown> = Promise.resolve();
  parentPort!.on("message", (request: Request) => {
    const answering = answer(request); // at once, beside those before it; only posting waits for its turn
    posted = posted.then(async () => {
      const answered = await answering;
      parentPort!.postMessage(answered, buffersOf(answered) as ArrayBuffer[]);
    });
  });
}
