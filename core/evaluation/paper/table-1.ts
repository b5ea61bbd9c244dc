// Table 1: RAF-DB, trained and tested on its own split.
import { addedRow, type PaperTable, paperRow, prior, runOf } from "./table.ts";

const setting = { anchor: "rafdb", training: "rafdb", test: "rafdb" } as const;

export const table1: PaperTable = {
  number: 1,
  title: "Inner-dataset comparison on RAF-DB",
  section: "4.4.1",
  protocol: "fixed split",
  test: { pictures: 3068, isInferred: false, source: "The test set of RAF-DB's basic expressions (section 4.2)." },
  citedFrom: "[45]",
  groups: [
    {
      title: "Previous works",
      rows: [
        prior("fsn", "FSN", 46, 81.1),
        prior("mre-cnn", "MRE-CNN", 47, 82.63),
        prior("base-dcnn", "baseDCNN", 44, 82.66),
        prior("dlp-cnn", "DLP-CNN", 44, 82.84),
        prior("center-loss", "Center Loss", 44, 82.86),
        prior("pat-vgg", "PAT-VGG-F-(gender,race)", 32, 83.83),
        prior("pat-resnet", "PAT-ResNet-(gender,race)", 32, 84.19),
      ],
    },
    {
      title: "Baselines and controls",
      rows: [
        paperRow("baseline-vgg", "VGG-F (baseline)", 85.15, runOf("vgg-face", setting, "pretrained")),
        paperRow("baseline-resnet", "ResNet-34 (baseline)", 84.63, runOf("resnet34", setting, "pretrained")),
        addedRow("control-vas-vgg", "Control of VAS + VGG-F", runOf("vgg-face", setting, "control-vas")),
        addedRow("control-vas-resnet", "Control of VAS + ResNet-34", runOf("resnet34", setting, "control-vas")),
        addedRow("control-das-vgg", "Control of DAS + VGG-F", runOf("vgg-face", setting, "control-das")),
        addedRow("control-das-resnet", "Control of DAS + ResNet-34", runOf("resnet34", setting, "control-das")),
      ],
    },
    {
      title: "With auxiliary samples",
      rows: [
        paperRow("vas-vgg", "VAS + VGG-F (Ours)", 85.84, runOf("vgg-face", setting, "vas")),
        paperRow("vas-resnet", "VAS + ResNet-34 (Ours)", 85.84, runOf("resnet34", setting, "vas")),
        paperRow("das-vgg", "DAS + VGG-F (Ours)", 86.55, runOf("vgg-face", setting, "das")),
        paperRow("das-resnet", "DAS + ResNet-34 (Ours)", 85.24, runOf("resnet34", setting, "das")),
      ],
    },
  ],
  notes: [
    "None of the paper's own six numbers is a whole number of right pictures of 3,068, so they are means of several runs, means over batches, or some test faces were left out. The paper does not say which.",
    "The paper gives neither the number of runs nor a deviation.",
  ],
  claims: [
    {
      text: "DAS is comparable with VAS: 86.55 and 85.84 on VGG-Face, 85.24 and 85.84 on ResNet-34.",
      pairs: [
        ["das-vgg", "vas-vgg"],
        ["das-resnet", "vas-resnet"],
      ],
    },
    {
      text: "DAS is the best of all, 86.55.",
      pairs: [
        ["das-vgg", "vas-vgg"],
        ["das-vgg", "vas-resnet"],
      ],
    },
    {
      text: "The method outperforms [32] by almost 2 %, with fewer labels.",
      pairs: [
        ["vas-vgg", "pat-vgg"],
        ["das-vgg", "pat-vgg"],
        ["vas-resnet", "pat-resnet"],
        ["das-resnet", "pat-resnet"],
      ],
    },
    {
      text: "VGG-Face has better results than ResNet-34.",
      pairs: [
        ["baseline-vgg", "baseline-resnet"],
        ["vas-vgg", "vas-resnet"],
        ["das-vgg", "das-resnet"],
      ],
    },
  ],
};
