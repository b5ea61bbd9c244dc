// What the paper calls its data sets and networks.
import type { PaperNetwork, PaperSet } from "../arm-result.ts";

export const setTitles: Readonly<Record<PaperSet, string>> = {
  rafdb: "RAF-DB",
  fer2013: "FER-2013",
  ckplus: "CK+",
  jaffe: "JAFFE",
  mmi: "MMI",
};

export const networkTitles: Readonly<Record<PaperNetwork, string>> = { "vgg-face": "VGG-F", resnet34: "ResNet-34" };
