// TensorFlow.js's own weight files: a manifest (JSON) names the tensors in order, one binary file holds their values without gaps.
// A quantised tensor has one byte a value, which stands for min + scale x byte.
import { z } from "zod";
import type { Budget } from "./budget.ts";
import { type ByteSource, requireInside } from "./byte-source.ts";
import { elementCount, storedTensorOf } from "./number-format.ts";
import type { StoredTensor } from "./safetensors.ts";
import { weightFault } from "./weight-fault.ts";

const ManifestTensor = z.object({
  name: z.string(),
  shape: z.array(z.int().min(0)).max(8),
  dtype: z.literal("float32"),
  quantization: z.object({ dtype: z.literal("uint8"), scale: z.number(), min: z.number() }).optional(),
});
type ManifestTensor = z.infer<typeof ManifestTensor>;
/** One group of tensors, in one file: larger models are cut into several, which no network here is. */
const Manifest = z.tuple([z.object({ paths: z.tuple([z.string()]), weights: z.array(ManifestTensor) })]);

/**
 * All tensors under their own names and in their own layout (TensorFlow's), as float32.
 *
 * @param manifest  parsed JSON
 * @param values    the file that it names
 * @throws InputError when the manifest describes something else, or other values than there are
 */
export function readTfjsWeights(manifest: unknown, values: ByteSource, budget: Budget): Record<string, StoredTensor> {
  const tensors: Record<string, StoredTensor> = Object.create(null);
  let position = 0;
  for (const tensor of tensorsOf(manifest, values.file)) {
    const size = elementCount(tensor.shape) * (tensor.quantization ? 1 : 4);
    requireInside(values, position, size);
    const bytes = budget.allocate(size, tensor.name);
    values.fill(bytes, position);
    tensors[tensor.name] = decoded(tensor, bytes, budget);
    position += size;
  }
  if (position === values.size) return tensors;
  throw weightFault(values.file, { found: `${values.size} bytes`, expected: `${position}, as the manifest says` });
}

/** The shapes of all tensors by their names, in the order of the file. @param file  that the manifest names, for errors */
export function tfjsShapes(manifest: unknown, file: string): Record<string, number[]> {
  return Object.fromEntries(tensorsOf(manifest, file).map(({ name, shape }) => [name, shape]));
}

function tensorsOf(manifest: unknown, file: string): ManifestTensor[] {
  const parsed = Manifest.safeParse(manifest);
  if (parsed.success) return parsed.data[0].weights;
  const expected = "one file of float32 tensors, whole or as uint8 with scale and min";
  throw weightFault(file, { found: "a manifest of another form", expected, cause: parsed.error });
}

function decoded({ name, shape, quantization }: ManifestTensor, bytes: Uint8Array<ArrayBuffer>, budget: Budget): StoredTensor {
  if (!quantization) return storedTensorOf("f32", shape, bytes, false, budget, name);
  const { scale, min } = quantization;
  budget.spend(bytes.length * 4, name);
  return { dtype: "F32", shape, values: Float32Array.from(bytes, (byte) => byte * scale + min) };
}
