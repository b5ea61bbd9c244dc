// What the pictures of a network must look like, as far as its file of weights says; else the table of published weights does.
import { Normalisation } from "../network-setup.ts";
import type { ChannelOrder, ImportReport } from "./import-report.ts";
import type { WeightLayout } from "./layouts/weight-layout.ts";
import type { WeightFile } from "./weight-file.ts";

export type WeightInput = Pick<ImportReport, "channelOrder" | "inputFrom" | "normalisation">;

/** Text that goes with weights that we write, so that they can be taken up again as they were meant. */
export function weightMetadata(network: { name: string; normalisation: Normalisation }): Record<string, string> {
  return { network: network.name, normalisation: JSON.stringify(network.normalisation) };
}

/** @param asked  an order that the user gives; the mean is that of the colours, whatever their order */
export function inputOf(file: WeightFile, layout: WeightLayout, channels: 1 | 3, asked: ChannelOrder | null): WeightInput {
  const said = saidByWorkbench(file, channels) ?? saidByFile(file);
  const { channelOrder, normalisation } = { ...layout, ...said };
  if (asked !== null && channels === 3) return { channelOrder: asked, normalisation, inputFrom: "option" };
  return { channelOrder, normalisation, inputFrom: said ? "file" : "table" };
}

function saidByWorkbench({ metadata }: WeightFile, channels: 1 | 3): Pick<WeightInput, "channelOrder" | "normalisation"> | null {
  try {
    const normalisation = Normalisation.parse(JSON.parse(metadata.normalisation ?? ""));
    const fits = normalisation.mean.length === channels && normalisation.deviation.length === channels;
    return fits ? { channelOrder: "rgb", normalisation } : null;
  } catch {
    return null; // another program's text, or none
  }
}

function saidByFile({ input }: WeightFile): Pick<WeightInput, "channelOrder" | "normalisation"> | null {
  if (!input?.mean) return null;
  const { channelOrder, valueScale, mean } = input;
  return {
    channelOrder,
    normalisation: {
      unit: valueScale === 255 ? 1 : 255,
      mean: channelOrder === "bgr" ? [...mean].reverse() : mean,
      deviation: [1, 1, 1],
    },
  };
}
