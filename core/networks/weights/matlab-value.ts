// MATLAB's values, the same for both containers of .mat. Numbers are read when they are asked for; their axes come in reverse,
// because MATLAB's first axis runs fastest and ours last: a 3x3x3x64 filter bank is [64, 3, 3, 3] here, as [out, in, column, row].
import type { StoredTensor } from "./safetensors.ts";

export type MatlabValue =
  | { kind: "numbers"; shape: number[]; tensor: () => StoredTensor }
  | { kind: "text"; text: string }
  | { kind: "cell"; items: MatlabValue[] }
  | { kind: "struct"; elements: ReadonlyMap<string, MatlabValue>[] }
  | { kind: "other"; what: string };

/** Characters; names of layers and classes are short. */
export const longestText = 100_000;

/** A field of a struct that has one element; undefined when there is none. */
export function fieldOf(value: MatlabValue | undefined, ...path: string[]): MatlabValue | undefined {
  return path.reduce<MatlabValue | undefined>(
    (inner, name) => (inner?.kind === "struct" && inner.elements.length === 1 ? inner.elements[0]!.get(name) : undefined),
    value,
  );
}

export function textOf(value: MatlabValue | undefined): string | null {
  return value?.kind === "text" ? value.text : null;
}
