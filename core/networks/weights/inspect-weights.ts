// What a file of weights is, as far as it can be told: also of one that fits no network, which is when people look.
import { InputError } from "../../errors.ts";
import type { NetworkName } from "../../recipe.ts";
import type { Network } from "../network.ts";
import type { ImportReport } from "./import-report.ts";
import { recogniseLayout } from "./layouts/registry.ts";
import { tryMapping } from "./map-weights.ts";
import type { StoredTensor } from "./safetensors.ts";
import type { WeightFile } from "./weight-file.ts";
import { inputOf, type WeightInput } from "./weight-input.ts";
import type { WeightsReading } from "./weights-reading.ts";

export interface InspectedTensor {
  name: string;
  dtype: StoredTensor["dtype"];
  /** As the file stores it. */
  shape: number[];
  /** Our name, and what is done to it; null where the network has no place for it. */
  becomes: { name: string; changes: string[] } | null;
}

export interface Inspection {
  format: WeightFile["format"];
  tensors: InspectedTensor[];
  /** null when the names are those of none of our networks; `problem` says so. */
  recognised: (Pick<ImportReport, "network" | "layout"> & WeightInput & RecognisedParts) | null;
  problem: string | null;
}

interface RecognisedParts {
  /** Classes of the last layer; null when the file has none that fits. */
  classCount: number | null;
  /** What is missing or does not fit, one a tensor. */
  misfits: readonly string[];
}

/** @param networkByName  whose parameters are looked for */
export function inspectWeights(
  file: WeightFile,
  fileName: string,
  reading: WeightsReading,
  networkByName: (name: NetworkName) => Pick<Network, "name" | "parameters" | "head" | "channels">,
): Inspection {
  const all = Object.entries(file.tensors).map(([name, { dtype, shape }]) => ({ name, dtype, shape }));
  try {
    const recognised = recogniseLayout(file, fileName, reading.network, networkByName);
    const { layout } = recognised;
    const network = networkByName(layout.network);
    const input = inputOf(file, fileName, layout, network.channels, reading);
    const { mapped, misfits } = tryMapping(file, recognised, network, input.channelOrder);
    const { head, report } = mapped;
    const places = new Map([...report.tensors, ...(head?.report ?? [])].map(({ from, name, changes }) => [from, { name, changes }]));
    return {
      format: file.format,
      tensors: all.map((tensor) => ({ ...tensor, becomes: places.get(tensor.name) ?? null })),
      recognised: { network: layout.network, layout: layout.title, ...input, classCount: head?.bias.values.length ?? null, misfits },
      problem: null,
    };
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return { format: file.format, tensors: all.map((tensor) => ({ ...tensor, becomes: null })), recognised: null, problem: error.message };
  }
}
