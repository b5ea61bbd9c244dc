// MatConvNet's networks in .mat: a cell of layers, each a struct with a name and with weights {filters, biases} (before 2015 as two
// fields). The mean of the training images is with them, and MatConvNet reads images as RGB of 0 to 255: so what the input must
// be is known.
import type { Budget } from "./budget.ts";
import type { ByteSource } from "./byte-source.ts";
import { readMatLevel5 } from "./mat-level-5.ts";
import { readMatLevel73 } from "./mat-level-73.ts";
import { fieldOf, type MatlabValue, textOf } from "./matlab-value.ts";
import type { StoredTensor } from "./safetensors.ts";
import { quoted, weightFault } from "./weight-fault.ts";
import type { KnownInput, WeightFile } from "./weight-file.ts";

/** @throws InputError, and nothing else */
export function readMatConvNet5(source: ByteSource, budget: Budget): WeightFile {
  return networkOf(readMatLevel5(source, budget), budget);
}

/** @throws InputError, and nothing else; no link is followed */
export function readMatConvNet73(source: ByteSource, budget: Budget): WeightFile {
  return networkOf(readMatLevel73(source, budget), budget);
}

/** Tensors by `LAYER.weights{1}`, in MATLAB's own notation, with axes in reverse (matlab-value.ts). */
function networkOf(variables: Map<string, MatlabValue>, budget: Budget): WeightFile {
  const net = variables.get("net") ?? { kind: "struct", elements: [variables] };
  const layers = fieldOf(net, "layers");
  if (layers?.kind !== "cell") {
    const names = [...variables.keys()].slice(0, 5).map(quoted).join(", ") || "none";
    const isDag = fieldOf(net, "params") !== undefined;
    const mend = isDag ? "This is a DagNN; choose the simple network of the same weights." : "Choose the .mat of a MatConvNet network.";
    throw weightFault(budget.file, { found: `the variables ${names}`, expected: "a cell array named layers", mend });
  }
  const tensors: Record<string, StoredTensor> = Object.create(null);
  layers.items.forEach((layer, index) => {
    addLayer(tensors, textOf(fieldOf(layer, "name")) ?? `layers{${index + 1}}`, layer);
  });
  const normalization = fieldOf(net, "meta", "normalization") ?? fieldOf(net, "normalization");
  const metadata = { layers: String(layers.items.length), ...classesOf(fieldOf(net, "meta", "classes") ?? fieldOf(net, "classes")) };
  return { format: "matconvnet", tensors, metadata, input: inputOf(fieldOf(normalization, "averageImage")) };
}

function addLayer(tensors: Record<string, StoredTensor>, name: string, layer: MatlabValue): void {
  const weights = fieldOf(layer, "weights");
  const items = weights?.kind === "cell" ? weights.items : [];
  items.forEach((value, index) => {
    if (value.kind === "numbers") tensors[`${name}.weights{${index + 1}}`] = value.tensor();
  });
  if (items.length > 0) return;
  for (const [index, field] of ["filters", "biases"].entries()) {
    const value = fieldOf(layer, field);
    if (value?.kind === "numbers") tensors[`${name}.weights{${index + 1}}`] = value.tensor();
  }
}

/** The mean of each channel; the average image may be whole, 224 x 224 x 3, or one pixel. */
function inputOf(average: MatlabValue | undefined): KnownInput {
  const known: KnownInput = { channelOrder: "rgb", valueScale: 255 };
  if (average?.kind !== "numbers") return known;
  const { dtype, shape, values } = average.tensor();
  const pixels = values.length / 3;
  const isImage = shape.length === 3 ? shape[0] === 3 : values.length === 3;
  if (dtype !== "F32" || !isImage || pixels === 0) return known;
  const mean = [0, 1, 2].map((channel) => values.subarray(channel * pixels, (channel + 1) * pixels).reduce((sum, value) => sum + value, 0));
  return { ...known, mean: mean.map((sum) => sum / pixels) as [number, number, number] };
}

function classesOf(classes: MatlabValue | undefined): Record<string, string> {
  const names = fieldOf(classes, "description") ?? fieldOf(classes, "name");
  return names?.kind === "cell" ? { classes: String(names.items.length) } : {};
}
