// rcmalli's keras-vggface: VGG-Face under its authors' names. Its fc6 reads row, column, channel; its pictures are BGR of 0 to 255.
import { usualSetup } from "../../network-setup.ts";
import { kerasLayers, namesOfLayers } from "./keras-layers.ts";
import { ourVggFaceLayer } from "./vgg-face-layers.ts";
import type { WeightLayout } from "./weight-layout.ts";

export const vggFaceKeras: WeightLayout = {
  title: "VGG-Face for Keras (rcmalli)",
  network: "vgg-face",
  axes: "keras",
  channelOrder: "bgr",
  normalisation: usualSetup("vgg-face").normalisation,
  names: (file) => (file.format === "keras" ? namesOfLayers(kerasLayers(file), ({ name }) => ourVggFaceLayer.get(name)) : new Map()),
};
