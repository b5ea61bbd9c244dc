// What became of a file of pretrained weights: which tensor went where, and what its pictures must look like. Kept with the weights,
// shown after import.
import { z } from "zod";
import { NetworkName } from "../../recipe.ts";
import { Normalisation } from "../network-setup.ts";

export const ChannelOrder = z.enum(["rgb", "bgr"]);
export type ChannelOrder = z.infer<typeof ChannelOrder>;

const InputSource = z.enum(["file", "table", "option"]);

/**
 * The network run on the user's pictures in the order that was taken and in the other one. A picture of an identity network in the
 * wrong order has a flatter softmax; without its identity layer, its features tell expressions apart less well.
 */
export const ChannelOrderCheck = z.object({
  measure: z.enum(["identity-confidence", "linear-probe"]),
  /** Mean confidence, or accuracy on held-out anchors of the training part. */
  taken: z.number(),
  other: z.number(),
  pictureCount: z.int(),
  otherIsBetter: z.boolean(),
});
export type ChannelOrderCheck = z.infer<typeof ChannelOrderCheck>;

export const ImportReport = z.object({
  network: NetworkName,
  format: z.enum(["safetensors", "pytorch", "keras", "matconvnet", "tfjs"]),
  /** The published file whose names and layout it has, in words: "torchvision's ResNet-34". */
  layout: z.string(),
  tensors: z.array(
    z.object({
      name: z.string(),
      /** Its name in the file. */
      from: z.string(),
      /** As PyTorch stores it. */
      shape: z.array(z.int()),
      /** What was done to it, in words; empty for a copy. */
      changes: z.array(z.string()),
    }),
  ),
  /** Tensors of the file that this network has no place for, such as the layer that named identities. */
  unused: z.array(z.object({ name: z.string(), shape: z.array(z.int()) })),
  /** The last layer is drawn from the seed unless the file has one for as many classes. */
  head: z.enum(["from-file", "from-seed"]),
  /** Of the file; the weights that the project keeps are RGB. */
  channelOrder: ChannelOrder,
  /** What the channel order was taken from. */
  inputFrom: InputSource,
  /** RGB. */
  normalisation: Normalisation,
  /** What mean and deviation were taken from; older reports do not say. */
  normalisationFrom: InputSource.optional(),
  /** null until pictures were there to try. */
  channelOrderCheck: ChannelOrderCheck.nullable(),
});
export type ImportReport = z.infer<typeof ImportReport>;
