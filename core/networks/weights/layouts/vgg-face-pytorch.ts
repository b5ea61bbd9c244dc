// vgg_face_dag.pth: VGG-Face converted from MatConvNet, under its authors' names. Its fc6 reads channel, row, column, as ours.
import { usualSetup } from "../../network-setup.ts";
import { ourVggFaceLayer } from "./vgg-face-layers.ts";
import { bareName, renamed, type WeightLayout } from "./weight-layout.ts";

export const vggFacePytorch: WeightLayout = {
  title: "VGG-Face for PyTorch (vgg_face_dag)",
  network: "vgg-face",
  axes: "pytorch",
  channelOrder: "rgb",
  normalisation: usualSetup("vgg-face").normalisation,
  names: (file) =>
    file.format === "pytorch" || file.format === "safetensors"
      ? renamed(file, (name) => {
          const [, layer = "", member] = /^(\w+)\.(weight|bias)$/.exec(bareName(name)) ?? [];
          const ours = ourVggFaceLayer.get(layer);
          return ours ? `${ours}.${member}` : null;
        })
      : new Map(),
};
