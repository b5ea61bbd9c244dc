// The type of the TensorFlow module and of what is called below tfjs' own interface, in one place, so that no other file
// depends on the addon's package.
import type * as tfjs from "@tensorflow/tfjs-node-gpu";

export type TensorFlow = typeof tfjs;
export type { NamedTensorMap, Tensor, Tensor1D, Tensor2D, Tensor3D, Tensor4D } from "@tensorflow/tfjs-node-gpu";
