// deepface's vgg_face_weights.h5: VGG-Face as a Sequential model whose layers have numbers instead of names, all sixteen of them
// convolutions (fc6 is 7x7, fc7 and fc8 1x1). Only their order says which is which. deepface feeds BGR of 0 to 1 unless it is asked
// for VGG-Face's own normalisation; the numbers were trained with that, so that is what stands here.
import { usualSetup } from "../../network-setup.ts";
import { kerasLayers, namesOfLayers } from "./keras-layers.ts";
import { vggFaceLayers } from "./vgg-face-layers.ts";
import type { WeightLayout } from "./weight-layout.ts";

export const vggFaceDeepface: WeightLayout = {
  title: "VGG-Face for Keras, layers without names (deepface)",
  network: "vgg-face",
  axes: "keras",
  channelOrder: "bgr",
  normalisation: usualSetup("vgg-face").normalisation,
  names(file) {
    if (file.format !== "keras") return new Map();
    const layers = kerasLayers(file);
    const isWhole = layers.length === vggFaceLayers.length || layers.length === vggFaceLayers.length - 1; // with or without fc8
    const areConvolutions = layers.every(({ name, kernel }) => /^conv/i.test(name) && file.tensors[kernel]!.shape.length === 4);
    return isWhole && areConvolutions ? namesOfLayers(layers, (_, index) => vggFaceLayers[index]![1]) : new Map();
  },
};
