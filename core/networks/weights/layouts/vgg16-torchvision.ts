// VGG-16 under torchvision's names, features.0 to classifier.6. torchvision's own file tells 1000 things of ImageNet apart; any other
// last layer is taken for a VGG-Face that was saved under these names, and for what was fine-tuned from it.
import { usualSetup } from "../../network-setup.ts";
import type { WeightFile } from "../weight-file.ts";
import { ourNames, type WeightLayout } from "./weight-layout.ts";

const imageNetClasses = 1000;

const lastLayerClasses = (file: WeightFile): number | undefined => {
  const [name] = [...ourNames(file)].find(([, ours]) => ours === "classifier.6.bias") ?? [];
  return name === undefined ? undefined : file.tensors[name]!.shape[0];
};

const common = { network: "vgg-face", axes: "pytorch", channelOrder: "rgb" } as const;

export const vgg16ImageNet: WeightLayout = {
  ...common,
  title: "torchvision's VGG-16, trained on ImageNet",
  normalisation: usualSetup("resnet34").normalisation, // ImageNet's
  names: (file) => (lastLayerClasses(file) === imageNetClasses ? ourNames(file) : new Map()),
};

export const vgg16Torchvision: WeightLayout = {
  ...common,
  title: "VGG-16 under torchvision's names, taken for VGG-Face",
  normalisation: usualSetup("vgg-face").normalisation,
  names: ourNames,
};
