// What a published file of weights is: whose names its tensors have, in which order their axes come, and what pictures its network
// was trained on. One file a layout, one line in registry.ts.
import type { NetworkName } from "../../../recipe.ts";
import type { Normalisation } from "../../network-setup.ts";
import type { ChannelOrder } from "../import-report.ts";
import type { WeightFile } from "../weight-file.ts";

/**
 * Convolutions as [out, in, row, column] (PyTorch), as [row, column, in, out] (Keras), or as [out, in, column, row], which is how a
 * MATLAB array [row, column, in, out] comes out of our reader.
 */
export type AxisOrder = "pytorch" | "keras" | "matlab";

export interface WeightLayout {
  /** In words, for reports: "torchvision's ResNet-34". */
  title: string;
  network: NetworkName;
  axes: AxisOrder;
  /** Our names by those of the file, for every tensor that the layout knows; empty for a file of another kind. */
  names(file: WeightFile): ReadonlyMap<string, string>;
  /** What the table of published weights says. */
  channelOrder: ChannelOrder;
  /** RGB. */
  normalisation: Normalisation;
}

/** The names that `rename` knows; it answers null for others. */
export function renamed(file: WeightFile, rename: (name: string) => string | null): Map<string, string> {
  const names = new Map<string, string>();
  for (const name of Object.keys(file.tensors)) {
    const ours = rename(name);
    if (ours !== null) names.set(name, ours);
  }
  return names;
}

/** A name without what DataParallel, Lightning, torch.compile and wrapping modules put before it. */
export function bareName(name: string): string {
  return name.replace(/^((module|model|state_dict|net|network|backbone|base_model|_orig_mod)\.)+/, "").replace(/\.module\./g, ".");
}

/** A file whose tensors have our names, which are torchvision's where there is such a network. */
export const ourNames = (file: WeightFile): ReadonlyMap<string, string> =>
  file.format === "safetensors" || file.format === "pytorch" ? renamed(file, bareName) : new Map();
