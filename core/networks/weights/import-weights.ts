// Pretrained weights into the project's form: our names, PyTorch's axes, RGB. The file is read, its layout recognised, every tensor
// put into its place; the report says all of it. It blocks for as long as the disk needs, so it belongs in the compute process.
import { basename } from "node:path";
import type { NetworkName } from "../../recipe.ts";
import { type Network, networkOf } from "../network.ts";
import { usualSetup } from "../network-setup.ts";
import type { ImportReport } from "./import-report.ts";
import { recogniseLayout } from "./layouts/registry.ts";
import { mapWeights, type StoredHead } from "./map-weights.ts";
import type { StoredTensor } from "./safetensors.ts";
import { readWeightFile, type WeightFile } from "./weight-file.ts";
import { inputOf } from "./weight-input.ts";
import type { WeightsReading } from "./weights-reading.ts";

export interface ImportOptions extends WeightsReading {
  /** The file's last layer is kept when it has as many classes; null keeps it in any case. */
  classCount: number | null;
}

export interface ImportedWeights {
  /** Under our names, as PyTorch stores them, for RGB pictures. */
  tensors: Record<string, StoredTensor>;
  /** The last layer of the file, kept or not: what named identities can tell whether the channels are in order. */
  fileHead: StoredHead | null;
  /** `channelOrderCheck` is null. */
  report: ImportReport;
}

/**
 * @throws InputError when the file is no readable file of weights, none of ours, or does not fit the network, tensor by tensor
 */
export function importWeights(path: string, options: ImportOptions): ImportedWeights {
  return weightsOf(readWeightFile(path), basename(path), options, (name) => networkOf(usualSetup(name)));
}

/** The same of a file that was read. @param networkByName  tests give narrower ones */
export function weightsOf(
  file: WeightFile,
  fileName: string,
  { classCount, ...reading }: ImportOptions,
  networkByName: (name: NetworkName) => Pick<Network, "name" | "parameters" | "head" | "channels">,
): ImportedWeights {
  const recognised = recogniseLayout(file, fileName, reading.network, networkByName);
  const { layout } = recognised;
  const network = networkByName(layout.network);
  const input = inputOf(file, fileName, layout, network.channels, reading);
  const { body, head, report } = mapWeights(file, fileName, recognised, network, input.channelOrder);
  const isHeadWanted = classCount === null || head?.bias.values.length === classCount;
  const kept = isHeadWanted ? head : null;
  const ownHead = kept ? { [`${network.head}.weight`]: kept.weight, [`${network.head}.bias`]: kept.bias } : {};
  return {
    tensors: { ...body, ...ownHead },
    fileHead: head,
    report: {
      network: layout.network,
      format: file.format,
      layout: layout.title,
      tensors: [...report.tensors, ...(kept?.report ?? [])],
      unused: report.unused.filter(({ name }) => !kept?.report.some(({ from }) => from === name)),
      head: kept ? "from-file" : "from-seed",
      ...input,
      channelOrderCheck: null,
    },
  };
}
