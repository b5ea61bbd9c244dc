// Keras's .h5: a group for each layer, whose attribute weight_names lists its datasets; the attribute layer_names of the root lists
// the layers in the order of the model. A whole saved model has all that in the group model_weights. The order of the tensors is
// kept, because some models have no names, only an order.
import type { Budget } from "./budget.ts";
import type { ByteSource } from "./byte-source.ts";
import { openHdf5 } from "./hdf5/hdf5-file.ts";
import { Hdf5Object } from "./hdf5/hdf5-object.ts";
import type { StoredTensor } from "./safetensors.ts";
import { weightFault } from "./weight-fault.ts";
import type { WeightFile } from "./weight-file.ts";

/** Texts of the root and of model_weights that say where the file comes from. The model's architecture is too long to keep. */
const told = ["backend", "keras_version"];

/** Tensors by `LAYER/NAME`, in the order of the layers. @throws InputError, and nothing else; no link is followed */
export function readKerasH5(source: ByteSource, budget: Budget): WeightFile {
  const file = openHdf5(source, budget);
  const root = new Hdf5Object(file, file.rootAddress, "");
  const weights = attributeList(root, "layer_names") === null ? (root.child("model_weights") ?? root) : root;
  const layers = attributeList(weights, "layer_names");
  const tensors: Record<string, StoredTensor> = Object.create(null);
  if (layers) for (const layer of layers) readLayer(weights, layer, tensors);
  else readEverything(weights, tensors, budget);
  if (Object.keys(tensors).length === 0) {
    const mend = "Save it with model.save_weights(path).";
    throw weightFault(source.file, { found: "an HDF5 file without weights", expected: "layers, or datasets of numbers", mend });
  }
  const metadata: Record<string, string> = {};
  for (const name of told) {
    const value = weights.attribute(name)?.[0] ?? root.attribute(name)?.[0];
    if (value !== undefined) metadata[name] = value;
  }
  return { format: "keras", tensors, metadata };
}

function readLayer(weights: Hdf5Object, layer: string, tensors: Record<string, StoredTensor>): void {
  const group = weights.require(layer);
  for (const name of attributeList(group, "weight_names") ?? group.names) {
    const dataset = group.require(name);
    tensors[dataset.path] = dataset.tensor();
  }
}

/** Keras 3's .weights.h5, and files that another program wrote. */
function readEverything(group: Hdf5Object, tensors: Record<string, StoredTensor>, budget: Budget): void {
  for (const name of group.names) {
    const child = group.require(name);
    if (child.isGroup) budget.deeper(() => readEverything(child, tensors, budget));
    else if (child.isDataset) tensors[child.path] = child.tensor();
  }
}

/** A list of names. One too long for an attribute (64 KB) is split into NAME0, NAME1, ... */
function attributeList(object: Hdf5Object, name: string): string[] | null {
  const whole = object.attribute(name);
  if (whole) return whole;
  const parts: string[][] = [];
  for (let part = object.attribute(`${name}0`); part; part = object.attribute(`${name}${parts.length}`)) parts.push(part);
  return parts.length > 0 ? parts.flat() : null;
}
