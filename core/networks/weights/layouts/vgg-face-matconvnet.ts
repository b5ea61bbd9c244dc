// vgg_face.mat and vgg-face.mat: VGG-Face as its authors published it. Fully connected layers are convolutions there.
import { usualSetup } from "../../network-setup.ts";
import { ourVggFaceLayer } from "./vgg-face-layers.ts";
import { renamed, type WeightLayout } from "./weight-layout.ts";

const members: Readonly<Record<string, string>> = { "1": "weight", "2": "bias" };

export const vggFaceMatconvnet: WeightLayout = {
  title: "VGG-Face for MatConvNet",
  network: "vgg-face",
  axes: "matlab",
  channelOrder: "rgb",
  normalisation: usualSetup("vgg-face").normalisation,
  names: (file) =>
    file.format === "matconvnet"
      ? renamed(file, (name) => {
          const [, layer = "", member = ""] = /^(\w+)\.weights\{(\d)\}$/.exec(name) ?? [];
          const ours = ourVggFaceLayer.get(layer);
          return ours && members[member] ? `${ours}.${members[member]}` : null;
        })
      : new Map(),
};
