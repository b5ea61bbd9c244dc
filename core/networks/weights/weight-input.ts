// What the pictures of a network must look like, as far as its file of weights says; else the table of published weights does.
import { Normalisation } from "../network-setup.ts";
import type { ImportReport } from "./import-report.ts";
import type { WeightLayout } from "./layouts/weight-layout.ts";
import { weightFault } from "./weight-fault.ts";
import type { WeightFile } from "./weight-file.ts";
import type { WeightsReading } from "./weights-reading.ts";

export type WeightInput = Pick<ImportReport, "channelOrder" | "inputFrom" | "normalisation" | "normalisationFrom">;

/** Text that goes with weights that we write, so that they can be taken up again as they were meant. */
export function weightMetadata(network: { name: string; normalisation: Normalisation }): Record<string, string> {
  return { network: network.name, normalisation: JSON.stringify(network.normalisation) };
}

/**
 * @param fileName  for errors
 * @param asked     what the user gives; a mean is that of the colours, whatever their order
 * @throws InputError when the user gives a mean and deviation of another number of channels
 */
export function inputOf(
  file: WeightFile,
  fileName: string,
  layout: WeightLayout,
  channels: 1 | 3,
  asked: Pick<WeightsReading, "channelOrder" | "normalisation">,
): WeightInput {
  const said = saidByWorkbench(file, channels) ?? saidByFile(file);
  const { channelOrder, normalisation } = { ...layout, ...said };
  const from = said ? "file" : "table";
  const isOrderAsked = asked.channelOrder !== null && channels === 3;
  if (asked.normalisation) requireChannels(fileName, layout, channels, asked.normalisation);
  return {
    channelOrder: isOrderAsked ? asked.channelOrder! : channelOrder,
    inputFrom: isOrderAsked ? "option" : from,
    normalisation: asked.normalisation ?? normalisation,
    normalisationFrom: asked.normalisation ? "option" : from,
  };
}

function requireChannels(file: string, { network }: WeightLayout, channels: 1 | 3, { mean, deviation }: Normalisation): void {
  if (mean.length === channels && deviation.length === channels) return;
  throw weightFault(file, {
    found: `weights of ${network}, and a mean and deviation of ${mean.length} and ${deviation.length} numbers`,
    expected: channels === 3 ? "three numbers each, one a colour" : "one number each: it sees grey pictures",
    mend: `Give ${channels === 3 ? "three numbers" : "one number"} for the mean and as many for the deviation, or neither.`,
  });
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
