// Published files in small: narrow networks with all layers of the real ones, written out the way each publisher writes them. Every
// number is another, so that one in the wrong place shows.
import type { NetworkName } from "../../recipe.ts";
import { compactAt } from "../compact.ts";
import { faceResnet } from "../face-resnet.ts";
import type { NetworkBody } from "../network.ts";
import { resnet } from "../resnet34.ts";
import { vgg } from "../vgg16.ts";
import { storedShape } from "./layout.ts";
import { vggFaceLayers } from "./layouts/vgg-face-layers.ts";
import { elementCount } from "./number-format.ts";
import type { StoredTensor } from "./safetensors.ts";
import type { WeightFile } from "./weight-file.ts";

const bodies: Record<NetworkName, NetworkBody> = {
  compact: compactAt(16),
  "vgg-face": vgg(
    {
      stages: [
        [2, 3],
        [2, 2],
        [2, 2, 3],
        [2, 2, 2],
        [2, 2, 3],
      ],
      hidden: 4,
    },
    32,
  ),
  resnet34: resnet(
    [
      { blocks: 3, width: 2 },
      { blocks: 4, width: 3 },
      { blocks: 6, width: 2 },
      { blocks: 3, width: 4 },
    ],
    32,
  ),
  "face-resnet": faceResnet(
    [
      { name: "conv32", width: 2, blocks: 3 },
      { name: "conv64", width: 3, blocks: 3 },
      { name: "conv128", width: 2, blocks: 2 },
      { name: "conv256", width: 4, blocks: 2 },
    ],
    110,
  ),
};

export const narrowNetwork = (name: NetworkName): NetworkBody => bodies[name];

type FloatTensor = Extract<StoredTensor, { dtype: "F32" }>;
type State = Record<string, FloatTensor>;

/** Every parameter of a narrow network, as PyTorch stores it. */
export function stateOf(name: NetworkName, classCount: number): State {
  let next = 1;
  return Object.fromEntries(
    narrowNetwork(name)
      .parameters(classCount)
      .map((spec) => {
        const shape = storedShape(spec.shape, spec.kind);
        return [spec.name, { dtype: "F32", shape, values: Float32Array.from({ length: elementCount(shape) }, () => next++) }];
      }),
  );
}

export const fileOf = (format: WeightFile["format"], tensors: WeightFile["tensors"], more: Partial<WeightFile> = {}): WeightFile => ({
  format,
  tensors,
  metadata: {},
  ...more,
});

export const withNames = (state: State, rename: (name: string) => string): State =>
  Object.fromEntries(Object.entries(state).map(([name, tensor]) => [rename(name), tensor]));

/** "features.0.weight" to "conv1_1.weight". */
export const vggFaceName = (ours: string): string => {
  const [, layer = "", member] = /^(.*)\.(\w+)$/.exec(ours)!;
  return `${vggFaceLayers.find(([, own]) => own === layer)![0]}.${member}`;
};

/** "layer1.0.conv1.weight" to "resnet.encoder.stages.0.layers.0.layer.0.convolution.weight". */
export function transformersName(ours: string): string {
  const [, stage, block, part, number, member] = /^layer(\d)\.(\d)\.(conv|bn|downsample\.)(\d)\.(\w+)$/.exec(ours) ?? [];
  if (stage === undefined) {
    return ours
      .replace(/^conv1\./, "resnet.embedder.embedder.convolution.")
      .replace(/^bn1\./, "resnet.embedder.embedder.normalization.")
      .replace(/^fc\./, "classifier.1.");
  }
  const at = `resnet.encoder.stages.${Number(stage) - 1}.layers.${block}`;
  if (part === "downsample.") return `${at}.shortcut.${number === "0" ? "convolution" : "normalization"}.${member}`;
  return `${at}.layer.${Number(number) - 1}.${part === "conv" ? "convolution" : "normalization"}.${member}`;
}

const isFirstHidden = (name: string) => name === "classifier.0.weight";
const grid = 7;

/** rcmalli's .h5: kernels [row, column, in, out], fc6 from row, column, channel; the first layer reads BGR. */
export function kerasVggFace(classCount: number): WeightFile {
  const tensors: State = {};
  for (const [name, tensor] of Object.entries(stateOf("vgg-face", classCount))) {
    const [layer, member] = vggFaceName(name).split(".") as [string, string];
    const at = `${layer}/${layer}/${member === "weight" ? "kernel" : "bias"}:0`;
    if (name === "features.0.weight") tensors[at] = kerasKernel(bgr(tensor));
    else if (isFirstHidden(name)) tensors[at] = rowsByCell(tensor);
    else tensors[at] = tensor.shape.length === 4 ? kerasKernel(tensor) : tensor.shape.length === 2 ? transposed(tensor) : tensor;
  }
  return fileOf("keras", tensors);
}

/** deepface's .h5: numbered layers, every one a convolution. */
export function deepfaceVggFace(classCount: number): WeightFile {
  const tensors: State = {};
  for (const [name, tensor] of Object.entries(stateOf("vgg-face", classCount))) {
    const index = vggFaceLayers.findIndex(([, ours]) => name.startsWith(`${ours}.`));
    const at = `conv2d_${index + 1}/conv2d_${index + 1}/${name.endsWith("weight") ? "kernel" : "bias"}:0`;
    if (name.endsWith("bias")) tensors[at] = tensor;
    else tensors[at] = kerasKernel(name === "features.0.weight" ? bgr(tensor) : asConvolution(tensor, isFirstHidden(name) ? grid : 1));
  }
  return fileOf("keras", tensors);
}

/** vgg_face.mat, as our reader gives it: [out, in, column, row], biases of two axes. */
export function matconvnetVggFace(classCount: number): WeightFile {
  const tensors: State = {};
  for (const [name, tensor] of Object.entries(stateOf("vgg-face", classCount))) {
    const [layer, member] = vggFaceName(name).split(".") as [string, string];
    if (member === "bias") tensors[`${layer}.weights{2}`] = { ...tensor, shape: [tensor.values.length, 1] };
    else {
      const filter = asConvolution(tensor, isFirstHidden(name) ? grid : 1);
      const [, , rows, columns] = filter.shape as [number, number, number, number];
      tensors[`${layer}.weights{1}`] = built([filter.shape[0]!, filter.shape[1]!, columns, rows], ([out, input, column, row]) =>
        at(filter, [out!, input!, row!, column!]),
      );
    }
  }
  return fileOf("matconvnet", tensors, { input: { channelOrder: "rgb", valueScale: 255, mean: [129.25, 104.75, 93.5] } });
}

/** [out, in, row, column] with blue first. */
export const bgr = (filter: FloatTensor): FloatTensor =>
  built(filter.shape, ([out, input, row, column]) => at(filter, [out!, 2 - input!, row!, column!]));

const kerasKernel = (filter: FloatTensor): FloatTensor => {
  const [outputs, inputs, rows, columns] = filter.shape as [number, number, number, number];
  return built([rows, columns, inputs, outputs], ([row, column, input, out]) => at(filter, [out!, input!, row!, column!]));
};

/** A linear layer [out, channel x row x column] as a convolution; a convolution stays. */
function asConvolution(tensor: FloatTensor, side: number): FloatTensor {
  if (tensor.shape.length === 4) return tensor;
  const [outputs, inputs] = tensor.shape as [number, number];
  return { ...tensor, shape: [outputs, inputs / (side * side), side, side] };
}

/** [out, channel x row x column] to [row x column x channel, out]. */
function rowsByCell(tensor: FloatTensor): FloatTensor {
  const [outputs, inputs] = tensor.shape as [number, number];
  const channels = inputs / (grid * grid);
  return built([inputs, outputs], ([from, out]) => {
    const [cell, channel] = [Math.floor(from! / channels), from! % channels];
    return at(tensor, [out!, channel * grid * grid + cell]);
  });
}

const transposed = (tensor: FloatTensor): FloatTensor => built([...tensor.shape].reverse(), ([a, b]) => at(tensor, [b!, a!]));

const at = ({ shape, values }: FloatTensor, index: number[]): number =>
  values[index.reduce((place, i, axis) => place * shape[axis]! + i, 0)]!;

function built(shape: number[], valueAt: (index: number[]) => number): FloatTensor {
  const values = Float32Array.from({ length: elementCount(shape) }, (_, place) => {
    const index = shape.map((size, axis) => Math.floor(place / elementCount(shape.slice(axis + 1))) % size);
    return valueAt(index);
  });
  return { dtype: "F32", shape, values };
}
