// Which network, for which pictures: what a task is told and a run records, so that its weights can be opened again.
import { z } from "zod";
import { NetworkName } from "../recipe.ts";
import { inputSizes } from "./input-sizes.ts";

/** A pixel of 0 to 255 becomes (pixel / unit - mean) / deviation; mean and deviation by channel, RGB where there are three. */
export const Normalisation = z.object({
  unit: z.union([z.literal(1), z.literal(255)]),
  mean: z.array(z.number()).min(1).max(3),
  deviation: z.array(z.number().positive()).min(1).max(3),
});
export type Normalisation = z.infer<typeof Normalisation>;

/** Pretrained weights bring the normalisation that they were trained with. */
export const NetworkSetup = z.object({
  name: NetworkName,
  /** Width and height of its pictures. */
  inputSize: z.int().min(16).max(512),
  normalisation: Normalisation,
});
export type NetworkSetup = z.infer<typeof NetworkSetup>;

/** What each network's published weights were trained with; ImageNet's for ResNet-34. */
const usualNormalisations: Record<NetworkName, Normalisation> = {
  compact: { unit: 255, mean: [0.5], deviation: [0.25] },
  // VGG-Face (Parkhi et al. 2015): RGB of 0 to 255, less the mean of its training faces.
  "vgg-face": { unit: 1, mean: [129.1863, 104.7624, 93.594], deviation: [1, 1, 1] },
  resnet34: { unit: 255, mean: [0.485, 0.456, 0.406], deviation: [0.229, 0.224, 0.225] },
  // face-api divides by 255; dlib, which trained the weights, by 256.
  "face-resnet": { unit: 1, mean: [122.782, 117.001, 104.298], deviation: [255, 255, 255] },
};

/** The setup of a network that no weight file says anything else about. */
export function usualSetup(name: NetworkName, inputSize: number = inputSizes[name].usual): NetworkSetup {
  return { name, inputSize, normalisation: usualNormalisations[name] };
}
