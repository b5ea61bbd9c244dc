// torchvision's ResNet-34, whose names are ours; timm's has them too. timm's recipes differ: most were trained with ImageNet's mean
// and deviation, those named "ra4" with 0.5, which the file does not say.
import { usualSetup } from "../../network-setup.ts";
import { ourNames, type WeightLayout } from "./weight-layout.ts";

export const resnet34Torchvision: WeightLayout = {
  title: "ResNet-34 under torchvision's names",
  network: "resnet34",
  axes: "pytorch",
  channelOrder: "rgb",
  normalisation: usualSetup("resnet34").normalisation,
  names: ourNames,
};
