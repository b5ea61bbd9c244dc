// The layouts that we know, and which of them a file has. A file is recognised by the names of its tensors; that their shapes fit
// too is the import's business, which can then say which do not.
import type { NetworkName } from "../../../recipe.ts";
import type { Network } from "../../network.ts";
import { quoted, weightFault } from "../weight-fault.ts";
import type { WeightFile } from "../weight-file.ts";
import { resnet34Torchvision } from "./resnet34-torchvision.ts";
import { resnet34Transformers } from "./resnet34-transformers.ts";
import { vggFaceDeepface } from "./vgg-face-deepface.ts";
import { vggFaceKeras } from "./vgg-face-keras.ts";
import { vggFaceMatconvnet } from "./vgg-face-matconvnet.ts";
import { vggFacePytorch } from "./vgg-face-pytorch.ts";
import { vgg16ImageNet, vgg16Torchvision } from "./vgg16-torchvision.ts";
import type { WeightLayout } from "./weight-layout.ts";
import { compactOfWorkbench, faceResnetOfWorkbench } from "./workbench.ts";

/** In this order: of two that know as many names, the first is taken. */
const layouts: readonly WeightLayout[] = [
  vgg16ImageNet,
  vgg16Torchvision,
  vggFacePytorch,
  vggFaceKeras,
  vggFaceDeepface,
  vggFaceMatconvnet,
  resnet34Torchvision,
  resnet34Transformers,
  compactOfWorkbench,
  faceResnetOfWorkbench,
];

/** A ResNet-18 has half of ResNet-34's names, and deserves to be told what it lacks; a stranger has a few, such as conv1.weight. */
const leastShare = 0.25;

export interface RecognisedLayout {
  layout: WeightLayout;
  /** Our names by those of the file. */
  names: ReadonlyMap<string, string>;
}

/**
 * The layout that knows most of the file's network.
 *
 * @param wanted     null: whichever network the names tell
 * @param networkOf  whose parameters are looked for
 * @throws InputError when there is none, or the file is another network's
 */
export function recogniseLayout(
  file: WeightFile,
  fileName: string,
  wanted: NetworkName | null,
  networkOf: (name: NetworkName) => Pick<Network, "parameters" | "head">,
): RecognisedLayout {
  const candidates = layouts
    .map((layout) => ({ layout, names: layout.names(file) }))
    .map((recognised) => ({ ...recognised, share: shareOf(recognised, networkOf(recognised.layout.network)) }))
    .filter(({ share }) => share >= leastShare)
    .sort((a, b) => b.share - a.share);
  const chosen = candidates.find(({ layout }) => wanted === null || layout.network === wanted);
  if (chosen) return chosen;
  const expected = `names of ${layouts
    .filter(({ network }) => wanted === null || network === wanted)
    .map(({ title }) => title)
    .join("; ")}`;
  const other = candidates[0]?.layout;
  if (other) {
    const mend = `Choose ${other.network} as the network of this file, or another file.`;
    throw weightFault(fileName, { found: `weights of ${other.title}`, expected, mend });
  }
  const tensors = Object.keys(file.tensors);
  const found = `tensors named ${tensors.slice(0, 5).map(quoted).join(", ")}${tensors.length > 5 ? `, ... (${tensors.length} in all)` : ""}`;
  const mend = "Choose weights of one of these, or rename the tensors in Python and save them with safetensors.";
  throw weightFault(fileName, { found: tensors.length > 0 ? found : "no tensors", expected, mend });
}

/** Part of the network's parameters, its last layer left out, that the layout finds a tensor for. */
function shareOf({ names }: RecognisedLayout, { parameters, head }: Pick<Network, "parameters" | "head">): number {
  const known = new Set(names.values());
  const body = parameters(1).filter(({ name }) => !name.startsWith(`${head}.`));
  return body.filter(({ name }) => known.has(name)).length / body.length;
}
