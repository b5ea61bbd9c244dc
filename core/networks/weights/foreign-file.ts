// What a file is that holds no weights for us, and what to do about it: one entry a kind.
import { type ByteSource, readBytes } from "./byte-source.ts";

interface Kind {
  found: string;
  mend: string;
  /** @param start  a character for each of the first 512 bytes */
  matches(start: string, source: ByteSource): boolean;
}

const again = "Download the weights again, and compare the size with the one on their page.";
const unpack = "Unpack it and choose the weight file inside.";
const other = "Choose the .pth, .h5 or .mat of the same weights.";
const notWeights = "Choose a file of weights.";
const convert = "Load it in Python with the library that made it, and save its arrays with safetensors.numpy.save_file.";

const at =
  (offset: number, ...texts: string[]) =>
  (start: string) =>
    texts.some((text) => start.startsWith(text, offset));

/** In this order: the likeliest accidents first, guesses last. */
const kinds: Kind[] = [
  { found: "an empty file", mend: again, matches: (_, source) => source.size === 0 },
  {
    found: "a web page",
    mend: again,
    matches: (start) => /^(\xef\xbb\xbf)?\s*(<!--[\s\S]*?-->\s*)?<(!doctype html|html|head|body)/i.test(start),
  },
  { found: "an XML message, as servers send instead of a file", mend: again, matches: at(0, "<?xml") },
  { found: "a Git LFS pointer", mend: "Fetch the file itself with git lfs pull.", matches: at(0, "version https://git-lfs") },
  { found: "nothing but zeros", mend: again, matches: (start) => start.length >= 64 && start === "\0".repeat(start.length) },
  { found: "a zip without entries", mend: again, matches: at(0, "PK\x05\x06") },
  { found: "a gzip archive", mend: unpack, matches: at(0, "\x1f\x8b") },
  { found: "a bzip2 archive", mend: unpack, matches: at(0, "BZh") },
  { found: "an xz archive", mend: unpack, matches: at(0, "\xfd7zXZ\0") },
  { found: "a 7z archive", mend: unpack, matches: at(0, "7z\xbc\xaf\x27\x1c") },
  { found: "a RAR archive", mend: unpack, matches: at(0, "Rar!") },
  { found: "a Zstandard archive", mend: unpack, matches: at(0, "\x28\xb5\x2f\xfd") },
  { found: "a tar archive, or a file of PyTorch before 0.2", mend: unpack, matches: at(257, "ustar") },
  { found: "a Lua Torch file (.t7)", mend: other, matches: (start) => at(0, "\x04\0\0\0")(start) && at(8, "\x03\0\0\0V 1")(start) },
  { found: "a TensorFlow Lite model", mend: convert, matches: at(4, "TFL3") },
  { found: "a GGUF model", mend: convert, matches: at(0, "GGUF") },
  { found: "a NumPy array", mend: convert, matches: at(0, "\x93NUMPY") },
  { found: "a plain pickle, not one of torch.save", mend: convert, matches: at(0, "\x80\x02", "\x80\x03", "\x80\x04", "\x80\x05") },
  { found: "the list of TensorFlow checkpoints", mend: convert, matches: at(0, "model_checkpoint_path:") },
  { found: "the index of a TensorFlow checkpoint", mend: convert, matches: (_, source) => endsAsTable(source) },
  {
    found: "the index of a model in several files",
    mend: convert,
    matches: (start) => /^\s*\{/.test(start) && start.includes('"weight_map"'),
  },
  { found: "JSON text", mend: "Choose the weights, not their description.", matches: (start) => /^\s*[{[]\s*["{[\]}]/.test(start) },
  { found: "an image", mend: notWeights, matches: at(0, "\x89PNG", "\xff\xd8\xff", "GIF8", "RIFF") },
  { found: "a PDF document", mend: notWeights, matches: at(0, "%PDF") },
  { found: "an ONNX model", mend: convert, matches: isOnnx },
  { found: "a TensorFlow SavedModel", mend: convert, matches: at(0, "\x08\x01\x12") },
  { found: "a protocol buffer, in which Caffe and TensorFlow keep models", mend: other, matches: isNamedMessage },
  { found: "text", mend: notWeights, matches: (start) => /^[\P{Cc}\s]+$/u.test(start) },
];

/** @param start  the first 512 bytes, or all of a shorter file */
export function foreignFile(start: Uint8Array, source: ByteSource): { found: string; mend: string } {
  const characters = Buffer.from(start).toString("latin1");
  const kind = kinds.find(({ matches }) => matches(characters, source));
  const { found, mend } = kind ?? {
    found: "bytes of no known format",
    mend: "Choose a .pth, .pt, .safetensors, .h5 or .mat file of weights.",
  };
  return { found, mend };
}

/** Field 1 is the version of the format, 3 or more since 2017; then a producer, a domain or the graph. */
function isOnnx(start: string): boolean {
  const version = start.charCodeAt(1);
  return start[0] === "\x08" && version >= 3 && version <= 15 && "\x12\x1a\x22\x3a\x42".includes(start[2] ?? "none");
}

/** A first field of text: the name of a Caffe network, or of the first node of a TensorFlow graph. */
function isNamedMessage(start: string): boolean {
  return start[0] === "\x0a" && /[\w/.-]{2}/.test(start.slice(2, 6));
}

/** The last eight bytes of LevelDB's tables. */
function endsAsTable(source: ByteSource): boolean {
  if (source.size < 48) return false;
  return Buffer.from(readBytes(source, source.size - 8, 8)).toString("hex") === "57fb808b247547db";
}
