// Places in memory for what will be large. oneDNN's allocator hands the place that a large tensor has left to smaller ones, and then asks
// the system for another: with VGG-16 at 224 and 8 pictures, an update of 2.4 GB took 2.7.
import { loadTensorFlow } from "./backend.ts";
import { bool, hasOneDnn, runOp, type } from "./raw-op.ts";
import type { Tensor } from "./tensorflow.ts";

/** Numbers from which on a tensor has its place held: 34 MB, above any activation of a picture. */
const large = 2 ** 23;

/**
 * Holds a place for another tensor of each large one's size, without touching it; none on other backends.
 *
 * @returns tensors without values; the caller disposes them just before the places are wanted
 */
export function holdPlaces(tensors: Tensor[]): Tensor[] {
  const tf = loadTensorFlow();
  if (tf.getBackend() !== "tensorflow" || !hasOneDnn()) return [];
  const hold = ({ shape }: Tensor) => runOp("Empty", { dtype: type("float32"), init: bool(false) }, [tf.tensor1d(shape, "int32")]);
  return tf.tidy(() => tensors.filter(({ size }) => size >= large).flatMap(hold));
}
