// The face-recognition weights inside the package @vladmandic/face-api: dlib's, quantised to bytes, under the names that face-api gave
// the layers. Only the two files of the model are read; the package's programs are neither bundled nor run.
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { InputError } from "../../errors.ts";
import { loadTensorFlow } from "../../tensor/backend.ts";
import { faceResnetAt } from "../face-resnet.ts";
import { inputSizes } from "../input-sizes.ts";
import type { ParameterSpec } from "../network.ts";
import { usualSetup } from "../network-setup.ts";
import { Budget } from "./budget.ts";
import { bytesSource } from "./byte-source.ts";
import type { ImportReport } from "./import-report.ts";
import { storedShape, storedTensor } from "./layout.ts";
import type { StoredTensor } from "./safetensors.ts";
import { readTfjsWeights, tfjsShapes } from "./tfjs-weights.ts";

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
 * Reads and checks the two files, then brings names, layout and scales to ours.
 *
 * @param folder  with both files
 * @throws InputError when one is missing or is not the file of the pinned version
 */
export function readFaceApiWeights(folder: string): FaceApiWeights {
  const description = readManifest(folder);
  const bytes = readPinned(folder, values);
  const found = readTfjsWeights(description, bytesSource(values.name, bytes), new Budget(values.name, bytes.length));
  return {
    tensors: Object.fromEntries(keptSpecs().map((spec) => [spec.name, converted(spec, found)])),
    sourceDigest: values.sha256,
    report: reportOf(description),
  };
}

/**
 * What `readFaceApiWeights` makes of the files, told from their description alone: it needs no TensorFlow and takes a few milliseconds.
 *
 * @throws InputError when the description is missing or is not that of the pinned version
 */
export const readFaceApiReport = (folder: string): ImportReport => reportOf(readManifest(folder));

const readManifest = (folder: string): unknown => JSON.parse(Buffer.from(readPinned(folder, manifest)).toString("utf8"));

/** All parameters but the last layer's. */
function keptSpecs(): ParameterSpec[] {
  const network = faceResnetAt(inputSizes["face-resnet"].usual);
  return network.parameters(1).filter(({ name }) => !name.startsWith(`${network.head}.`));
}

function reportOf(description: unknown): ImportReport {
  const specs = keptSpecs();
  const used = new Set(specs.map(({ name }) => faceApiName(name)));
  return {
    network: "face-resnet",
    format: "tfjs",
    layout: "face-api's face recognition network (dlib's weights)",
    tensors: specs.map(({ name, kind, shape }) => ({
      name,
      from: faceApiName(name),
      shape: storedShape(shape, kind),
      changes: changesOf(name),
    })),
    // The last block and fc, to the 128 numbers of a person.
    unused: Object.entries(tfjsShapes(description, values.name)).flatMap(([name, shape]) => (used.has(name) ? [] : [{ name, shape }])),
    head: "from-seed",
    channelOrder: "rgb",
    inputFrom: "table",
    normalisationFrom: "table",
    normalisation: usualSetup("face-resnet").normalisation,
    channelOrderCheck: null,
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

/**
 * One tensor in PyTorch's layout, with the layer's scale multiplied into filter and bias. That changes no result, (x * w + b) s + o, but
 * how it learns: scales of 2 to 10 (the filters are small instead) make a step of gradient descent 4 to 100 times as long in some
 * channels as in others, and no learning rate suits them all.
 */
function converted({ name, kind }: ParameterSpec, found: Record<string, StoredTensor>): StoredTensor {
  const tf = loadTensorFlow();
  const tensorOf = (from: string) => {
    const { values, shape } = found[from]!; // both files are the pinned ones
    return tf.tensor(values as Float32Array, shape, "float32");
  };
  const [layer, part] = partsOf(name);
  const tensor = tf.tidy(() => {
    if (part === "scale.bias") return tensorOf(faceApiName(name));
    const scale = tensorOf(faceApiName(`${layer}.scale.weight`)); // [out], the last axis of a filter too
    return part === "scale.weight" ? tf.onesLike(scale) : tensorOf(faceApiName(name)).mul(scale);
  });
  const stored = storedTensor(tensor, kind);
  tensor.dispose();
  return stored;
}

function changesOf(name: string): string[] {
  const [, part] = partsOf(name);
  if (part === "scale.weight") return ["multiplied into the filter and its bias, then 1"];
  if (part === "conv.bias") return ["times the scale"];
  return part === "conv.weight" ? ["times the scale", "axes [H, W, in, out] to [out, in, H, W]"] : [];
}

/** conv64_1.conv2.scale.weight is of the layer conv64_1.conv2 its scale.weight. */
function partsOf(name: string): [layer: string, part: string] {
  const at = name.lastIndexOf(".", name.lastIndexOf(".") - 1);
  return [name.slice(0, at), name.slice(at + 1)];
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
