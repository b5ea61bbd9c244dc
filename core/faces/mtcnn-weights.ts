// The weights of MTCNN that the set-up took out of the Python package facenet-pytorch 2.6.0 (MIT): three files of torch.save, read without
// running anything of them.
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { InputError } from "../errors.ts";
import type { StoredTensor } from "../networks/weights/safetensors.ts";
import { parseWeightFile } from "../networks/weights/weight-file.ts";

const digests = {
  "pnet.pt": "a2a71925e0b9996a42f63e47efc1ca19043e69558b5c523b978d611dfae49c8f",
  "rnet.pt": "bbb937de72efc9ef83b186c49f5f558467a1d7e3453a8ece0d71a886633f6a86",
  "onet.pt": "165bfbe42940416ccfb977545cf0e976d5bf321f67083ae2aaaa5c764280118d",
} as const;

export type MtcnnFile = keyof typeof digests;

/** Where the set-up puts them: two folders above the bundles, as above this file. */
export const mtcnnFolder = (): string => join(dirname(fileURLToPath(import.meta.url)), "..", "..", ".runtime", "mtcnn");

/**
 * The tensors of one network, by facenet-pytorch's names, as PyTorch stores them.
 *
 * @throws InputError when the file is missing or is not the one of the pinned version
 */
export function readMtcnnWeights(folder: string, file: MtcnnFile): Record<string, StoredTensor> {
  let bytes: Uint8Array;
  try {
    bytes = readFileSync(join(folder, file));
  } catch (cause) {
    throw fault(file, "no readable file", cause);
  }
  const found = createHash("sha256").update(bytes).digest("hex");
  if (found !== digests[file]) throw fault(file, `other bytes (SHA-256 ${found.slice(0, 12)}...)`);
  return parseWeightFile(bytes, file).tensors;
}

function fault(file: MtcnnFile, found: string, cause?: unknown): InputError {
  const problem = {
    file: `.runtime/mtcnn/${file}`,
    found,
    expected: `the face detector's file of facenet-pytorch 2.6.0 (SHA-256 ${digests[file].slice(0, 12)}...)`,
    mend: "Remove the folder .runtime/mtcnn and set the workbench up again (npm start); a packaged workbench must be installed again.",
  };
  return new InputError(problem, { cause });
}
