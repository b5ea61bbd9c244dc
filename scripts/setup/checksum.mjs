// SHA-256 of what was downloaded, against the pin: a file that differs is removed before anyone can unpack it.
import { createHash } from "node:crypto";
import { createReadStream, rmSync } from "node:fs";
import { pipeline } from "node:stream/promises";
import { SetupError } from "./setup-error.mjs";

async function sha256OfFile(path) {
  const hash = createHash("sha256");
  await pipeline(createReadStream(path, { highWaterMark: 1 << 20 }), hash);
  return hash.digest("hex");
}

/** @throws SetupError with both sums when they differ; the file is gone then */
export async function requireChecksum(path, expected, name) {
  const found = await sha256OfFile(path);
  if (found === expected) return;
  rmSync(path, { force: true });
  throw new SetupError(`${name} is not the file that was pinned (SHA-256 differs); it was removed`, {
    expected,
    found,
    mend: "Run the same command again. If the sums differ again, your mirror or proxy serves another file: ask its owner, or try another network.",
  });
}
