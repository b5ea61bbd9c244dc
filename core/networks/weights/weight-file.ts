// The registry of weight formats. A file is recognised by its bytes, never by its name; one that holds no weights is told what it
// is instead, because most such files are a download that went wrong.
import { Budget, largestWeightFile } from "./budget.ts";
import { type ByteSource, bytesSource, readBytes, withFile } from "./byte-source.ts";
import { foreignFile } from "./foreign-file.ts";
import { hdf5SignatureAt } from "./hdf5/hdf5-file.ts";
import { readKerasH5 } from "./keras-h5.ts";
import { readMatConvNet5, readMatConvNet73 } from "./matconvnet.ts";
import { isTorchLegacy, isTorchZip, readTorchLegacy, readTorchZip } from "./pytorch.ts";
import { readSafetensorsFrom, type StoredTensor } from "./safetensors.ts";
import { weightFault } from "./weight-fault.ts";

/** What a file says of the images that its network wants; absent members are not known. */
export interface KnownInput {
  channelOrder: "rgb" | "bgr";
  /** Pixels from 0 to 1, or from 0 to 255. */
  valueScale: 1 | 255;
  /** In channel order, on that scale. */
  mean?: [number, number, number];
}

export interface WeightFile {
  format: "safetensors" | "pytorch" | "keras" | "matconvnet";
  /** Under the file's own names, in its own order and layout. */
  tensors: Record<string, StoredTensor>;
  /** Short texts that came with them. */
  metadata: Record<string, string>;
  input?: KnownInput;
}

interface WeightFormat {
  matches(start: Uint8Array, source: ByteSource): boolean;
  read(source: ByteSource, budget: Budget): WeightFile;
}

const text = (bytes: Uint8Array, from: number, length: number) => Buffer.from(bytes).toString("latin1", from, from + length);

/** In this order: a .mat 7.3 is HDF5 too. */
const formats: WeightFormat[] = [
  {
    matches: isTorchZip,
    read: readTorchZip,
  },
  {
    matches: isTorchLegacy,
    read: readTorchLegacy,
  },
  {
    matches: (start, source) => hdf5SignatureAt(source) !== null && text(start, 0, 10) === "MATLAB 7.3",
    read: readMatConvNet73,
  },
  {
    matches: (_, source) => hdf5SignatureAt(source) !== null,
    read: readKerasH5,
  },
  {
    matches: (start) => text(start, 0, 10) === "MATLAB 5.0" || ["\0\x01IM", "\x01\0MI"].includes(text(start, 124, 4)),
    read: readMatConvNet5,
  },
  {
    matches: (start) => text(start, 8, 1) === "{" && start[5] === 0 && start[6] === 0 && start[7] === 0,
    read: (source, budget) => ({ format: "safetensors", ...readSafetensorsFrom(source, budget) }),
  },
];

/**
 * Reads a file of weights, whatever its format. It blocks for as long as the disk needs, so it belongs in the compute process.
 * Memory: the tensors once, and for a deflated file the packed and unpacked bytes beside them.
 *
 * @throws InputError, and nothing else: file, place, what was expected there, the mend. No code of the file is ever run, and no
 *   other file opened.
 */
export function readWeightFile(path: string): WeightFile {
  return withFile(path, readWeights);
}

/** The same, of bytes in memory. @param file  name for errors */
export function parseWeightFile(bytes: Uint8Array, file: string): WeightFile {
  return readWeights(bytesSource(file, bytes));
}

function readWeights(source: ByteSource): WeightFile {
  if (source.size > largestWeightFile) {
    const mend = "Choose the weights of one network alone, without the optimiser's state.";
    throw weightFault(source.file, { found: `${source.size} bytes`, expected: `a file of at most ${largestWeightFile} bytes`, mend });
  }
  const start = readBytes(source, 0, Math.min(source.size, 512));
  const format = formats.find(({ matches }) => matches(start, source));
  if (format) return format.read(source, new Budget(source.file, source.size));
  throw weightFault(source.file, { ...foreignFile(start, source), expected: "weights of PyTorch, safetensors, Keras or MatConvNet" });
}
