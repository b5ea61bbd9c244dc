// The face-recognition weights inside the package @vladmandic/face-api: dlib's, quantised to bytes, under the names that face-api gave
// the layers. Only the two files of the model are read; the package's programs are neither bundled nor run.
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { InputError } from "../../errors.ts";
import { loadTensorFlow } from "../../tensor/backend.ts";
import { faceResnetAt } from "../face-resnet.ts";
import { inputSizes } from "../input-sizes.ts";
import { usualSetup } from "../network-setup.ts";
import { Budget } from "./budget.ts";
import { bytesSource } from "./byte-source.ts";
import type { ImportReport } from "./import-report.ts";
import { storedTensor } from "./layout.ts";
import type { StoredTensor } from "./safetensors.ts";
import { readTfjsWeights } from "./tfjs-weights.ts";

const resolvePackage = createRequire(import.meta.url).resolve;

interface ModelFile {
  name: string;
  bytes: number;
  sha256: string;
}

/** Of version 1.7.15. */
const values: ModelFile = {
  name: "face_recognition_model.bin",
  bytes: 6_444_032,
  sha256: "b413e420d6840b2775fba32008db6f3cddb07d485967fb42cfcf379c16a8c589",
};
const manifest: ModelFile = {
  name: "face_recognition_model-weights_manifest.json",
  bytes: 19_615,
  sha256: "cbaffa501b0b9275a12b63357a6843e7e30c054e1c9151e1a5f879b26e32986b",
};

/** Where the package lies; a test gives another place. */
export function faceApiModelFolder(): string {
  const anchor = `@vladmandic/face-api/model/${values.name}`;
  try {
    return resolvePackage(anchor).slice(0, -values.name.length);
  } catch (cause) {
    throw fault(values, "no such file", cause);
  }
}

export interface FaceApiWeights {
  /** As PyTorch stores them, by our names; without the last layer, which learns the classes. */
  tensors: Record<string, StoredTensor>;
  report: ImportReport;
  /** SHA-256 of the file of values. */
  sourceDigest: string;
}

/**
 * Reads and checks the two files, then brings names and layout to ours.
 *
 * @param folder  with both files
 * @throws InputError when one is missing or is not the file of the pinned version
 */
export function readFaceApiWeights(folder: string): FaceApiWeights {
  const description: unknown = JSON.parse(Buffer.from(readPinned(folder, manifest)).toString("utf8"));
  const bytes = readPinned(folder, values);
  const found = readTfjsWeights(description, bytesSource(values.name, bytes), new Budget(values.name, bytes.length));
  const tf = loadTensorFlow();
  const tensors: Record<string, StoredTensor> = {};
  const report: ImportReport["tensors"] = [];
  const network = faceResnetAt(inputSizes["face-resnet"].usual);
  for (const { name, kind } of network.parameters(1)) {
    if (name.startsWith(`${network.head}.`)) continue;
    const from = faceApiName(name);
    const source = found[from]!; // both files are the pinned ones
    delete found[from];
    const tensor = tf.tensor(source.values as Float32Array, source.shape, "float32");
    const stored = storedTensor(tensor, kind);
    tensor.dispose();
    tensors[name] = stored;
    report.push({ name, from, shape: stored.shape, changes: kind === "convolution" ? ["axes [H, W, in, out] to [out, in, H, W]"] : [] });
  }
  return {
    tensors,
    sourceDigest: values.sha256,
    report: {
      network: "face-resnet",
      format: "tfjs",
      layout: "face-api's face recognition network (dlib's weights)",
      tensors: report,
      unused: Object.entries(found).map(([name, { shape }]) => ({ name, shape })), // fc, to the 128 numbers of a person
      head: "from-seed",
      channelOrder: "rgb",
      inputFrom: "table",
      normalisation: usualSetup("face-resnet").normalisation,
      channelOrderCheck: null,
    },
  };
}

/** conv64_1.conv2.scale.weight is face-api's conv64_1/conv2/scale/weights. */
function faceApiName(name: string): string {
  const plural = name
    .replace(/\.conv\.weight$/, ".conv.filters")
    .replace(/\.scale\.weight$/, ".scale.weights")
    .replace(/\.scale\.bias$/, ".scale.biases");
  return plural.replaceAll(".", "/");
}

function readPinned(folder: string, file: ModelFile): Uint8Array {
  let bytes: Uint8Array;
  try {
    bytes = readFileSync(`${folder}/${file.name}`);
  } catch (cause) {
    throw fault(file, "no readable file", cause);
  }
  if (bytes.length !== file.bytes) throw fault(file, `${bytes.length} bytes`);
  const found = createHash("sha256").update(bytes).digest("hex");
  if (found !== file.sha256) throw fault(file, `other bytes (SHA-256 ${found.slice(0, 12)}...)`);
  return bytes;
}

function fault({ name, bytes, sha256 }: ModelFile, found: string, cause?: unknown): InputError {
  const problem = {
    file: `@vladmandic/face-api/model/${name}`,
    found,
    expected: `the file of version 1.7.15: ${bytes} bytes, SHA-256 ${sha256.slice(0, 12)}...`,
    mend: "Set the workbench up again (in a checkout: npm ci --ignore-scripts); a packaged workbench must be installed again.",
  };
  return new InputError(problem, { cause });
}
