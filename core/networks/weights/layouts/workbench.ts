// The workbench's own networks: what a run or an import wrote, or the same module saved by PyTorch. Files of this program say their
// normalisation; others are taken for the usual one.
import { usualSetup } from "../../network-setup.ts";
import { ourNames, type WeightLayout } from "./weight-layout.ts";

const layoutOf = (network: "compact" | "face-resnet", title: string): WeightLayout => ({
  title,
  network,
  axes: "pytorch",
  channelOrder: "rgb",
  normalisation: usualSetup(network).normalisation,
  names: ourNames,
});

export const compactOfWorkbench = layoutOf("compact", "the workbench's compact network");
export const faceResnetOfWorkbench = layoutOf("face-resnet", "the workbench's face-recognition network");
