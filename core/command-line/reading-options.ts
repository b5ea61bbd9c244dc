// How a file of weights is to be read, as `omnifer weights`, `run` and `train` take it alike.
import { givenNormalisation, type WrongNumbers } from "../networks/given-normalisation.ts";
import type { Normalisation } from "../networks/network-setup.ts";
import { ChannelOrder } from "../networks/weights/import-report.ts";
import type { WeightsReading } from "../networks/weights/weights-reading.ts";
import { NetworkName } from "../recipe.ts";
import { optionValues } from "./option-values.ts";

const text = { type: "string" } as const;

/** For parseArgs. */
export const readingOptions = { network: text, "channel-order": text, mean: text, std: text } as const;

export type ReadingValues = { [K in keyof typeof readingOptions]?: string | undefined };

/** @throws InputError that names the option */
export function readReadingOptions(command: string, values: ReadingValues): WeightsReading {
  const { oneOf } = optionValues(command);
  const { network, "channel-order": order } = values;
  return {
    network: network === undefined ? null : oneOf(NetworkName.options, "--network", network),
    channelOrder: order === undefined ? null : oneOf(ChannelOrder.options, "--channel-order", order),
    normalisation: normalisationOf(command, values),
  };
}

function normalisationOf(command: string, { mean, std }: ReadingValues): Normalisation | null {
  const { refused } = optionValues(command);
  if (mean === undefined && std === undefined) return null;
  if (mean === undefined || std === undefined)
    throw refused("--mean and --std", mean === undefined ? "--std alone" : "--mean alone", "both");
  const numbers = (option: string, value: string): number[] => {
    const items = value.split(",").map((item) => (item.trim() === "" ? Number.NaN : Number(item)));
    if ((items.length === 3 || items.length === 1) && items.every(Number.isFinite)) return items;
    throw refused(option, `"${value}"`, "three numbers with commas between them, red first, or one for a network that sees grey");
  };
  const [means, deviations] = [numbers("--mean", mean), numbers("--std", std)];
  if (means.length !== deviations.length) throw refused("--std", `"${std}"`, `as many numbers as --mean has: ${means.length}`);
  const given = givenNormalisation(means, deviations);
  if (!("wrong" in given)) return given;
  throw given.wrong === "mean" ? refused("--mean", `"${mean}"`, numbersUpTo(given)) : refused("--std", `"${std}"`, numbersUpTo(given));
}

function numbersUpTo({ wrong, largest }: WrongNumbers): string {
  const scale = largest === 1 ? "pixels go from 0 to 1" : "a mean above 1 says that pixels go from 0 to 255";
  return `${wrong === "mean" ? "numbers from 0" : "numbers above 0, up"} to ${largest}: ${scale}`;
}
