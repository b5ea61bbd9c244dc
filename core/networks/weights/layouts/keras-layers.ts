// Layers of a Keras file: the tensors of one group, of which the kernel and the bias matter.
import type { WeightFile } from "../weight-file.ts";

/** In the order of the file; `kernel` and `bias` are names of tensors. */
export interface KerasLayer {
  name: string;
  kernel: string;
  bias: string | null;
}

/** Layers that have a kernel. Keras 1 called it W, and Keras 2 adds ":0". */
export function kerasLayers(file: WeightFile): KerasLayer[] {
  const byGroup = new Map<string, { kernel?: string; bias?: string }>();
  for (const name of Object.keys(file.tensors)) {
    const [group = ""] = name.replace(/^model_weights\//, "").split("/");
    const own = name.split("/").at(-1)!;
    const layer = byGroup.get(group) ?? {};
    if (/^kernel|_W(_\d+)?(:\d+)?$/.test(own)) layer.kernel ??= name;
    if (/^bias|_b(_\d+)?(:\d+)?$/.test(own)) layer.bias ??= name;
    byGroup.set(group, layer);
  }
  return [...byGroup].flatMap(([name, { kernel, bias }]) => (kernel === undefined ? [] : [{ name, kernel, bias: bias ?? null }]));
}

/** Our names of kernel and bias, for layers that have ours. */
export function namesOfLayers(layers: readonly KerasLayer[], ours: (layer: KerasLayer, index: number) => string | undefined) {
  return new Map(
    layers.flatMap((layer, index): [string, string][] => {
      const name = ours(layer, index);
      if (name === undefined) return [];
      const kernel: [string, string] = [layer.kernel, `${name}.weight`];
      return layer.bias === null ? [kernel] : [kernel, [layer.bias, `${name}.bias`]];
    }),
  );
}
