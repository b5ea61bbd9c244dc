// sharp as this project wants it. Import sharp from here only: libvips must run one thread a picture, because faces are small
// and many are decoded at once, and its operation cache would only hold pictures that nobody asks for twice.
import { cpus } from "node:os";
import sharp from "sharp";

/** Pictures that are worked on at once. libuv reads the variable at its first asynchronous call; its own default is four, whatever the machine has. */
export const pictureThreads = Math.max(4, cpus().length);
process.env.UV_THREADPOOL_SIZE ??= String(pictureThreads);
sharp.concurrency(1);
sharp.cache(false);

export type { Sharp } from "sharp";
export { sharp };
