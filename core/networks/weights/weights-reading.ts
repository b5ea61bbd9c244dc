// How a file of pretrained weights is to be read, where somebody knows more than the file and the table of published weights say.
import { z } from "zod";
import { NetworkName } from "../../recipe.ts";
import { Normalisation } from "../network-setup.ts";
import { ChannelOrder } from "./import-report.ts";

export const WeightsReading = z.object({
  /** null: as the names of the tensors tell. */
  network: NetworkName.nullable(),
  /** null: as the file or the table of published weights says. */
  channelOrder: ChannelOrder.nullable(),
  /** null: as the file or the table of published weights says. */
  normalisation: Normalisation.nullable(),
});
export type WeightsReading = z.infer<typeof WeightsReading>;
