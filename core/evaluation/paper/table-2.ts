// Table 2: FER-2013, trained and tested on its own split, mined by primitive learners of RAF-DB or of FER-2013 itself.
import { addedRow, type PaperTable, paperRow, prior, runOf } from "./table.ts";

const byRafDb = { anchor: "rafdb", training: "fer2013", test: "fer2013" } as const;
const byItself = { anchor: "fer2013", training: "fer2013", test: "fer2013" } as const;

export const table2: PaperTable = {
  number: 2,
  title: "Inner-dataset comparison on FER-2013",
  section: "4.4.1",
  protocol: "fixed split",
  test: {
    pictures: 3589,
    isInferred: true,
    source: "PrivateTest: the paper says 3,589 test images, and FER-2013 has two parts of that size; PublicTest serves as validation.",
  },
  citedFrom: "[48]",
  groups: [
    {
      title: "Previous works",
      rows: [
        prior("ecnn", "ECNN", 49, 69.96),
        prior("dlsvm", "DLSVM.", 50, 71.2),
        prior("ron", "Ron et al..", 51, 72.1),
        prior("pat-vgg", "PAT-VGG-F-(gender,race).", 32, 72.16),
        prior("pat-resnet", "PAT-ResNet-(gender,race).", 32, 72.0),
      ],
    },
    {
      title: "Baselines",
      rows: [
        paperRow("baseline-vgg", "VGG-F (baseline)", 71.79, runOf("vgg-face", byItself, "pretrained")),
        paperRow("baseline-resnet", "ResNet-34 (baseline)", 70.89, runOf("resnet34", byItself, "pretrained")),
      ],
    },
    {
      title: "RAF-DB as anchor database",
      rows: [
        paperRow("raf-vas-vgg", "VAS + VGG-F (Ours)", 72.59, runOf("vgg-face", byRafDb, "vas")),
        paperRow("raf-vas-resnet", "VAS + ResNet-34 (Ours)", 70.31, runOf("resnet34", byRafDb, "vas")),
        paperRow("raf-das-vgg", "DAS + VGG-F (Ours)", 72.12, runOf("vgg-face", byRafDb, "das")),
        paperRow("raf-das-resnet", "DAS + ResNet-34 (Ours)", 71.23, runOf("resnet34", byRafDb, "das")),
        addedRow("raf-control-vas-vgg", "Control of VAS + VGG-F", runOf("vgg-face", byRafDb, "control-vas")),
        addedRow("raf-control-vas-resnet", "Control of VAS + ResNet-34", runOf("resnet34", byRafDb, "control-vas")),
        addedRow("raf-baseline-vgg", "VGG-F (baseline from RAF-DB's learner)", runOf("vgg-face", byRafDb, "control-das")),
        addedRow("raf-baseline-resnet", "ResNet-34 (baseline from RAF-DB's learner)", runOf("resnet34", byRafDb, "control-das")),
      ],
    },
    {
      title: "FER-2013 as anchor database",
      rows: [
        paperRow("fer-vas-vgg", "VAS + VGG-F (Ours)", 72.08, runOf("vgg-face", byItself, "vas")),
        paperRow("fer-vas-resnet", "VAS + ResNet-34 (Ours)", 70.98, runOf("resnet34", byItself, "vas")),
        paperRow("fer-das-vgg", "DAS + VGG-F (Ours)", 73.27, runOf("vgg-face", byItself, "das")),
        paperRow("fer-das-resnet", "DAS + ResNet-34 (Ours)", 71.2, runOf("resnet34", byItself, "das")),
        addedRow("fer-control-vas-vgg", "Control of VAS + VGG-F", runOf("vgg-face", byItself, "control-vas")),
        addedRow("fer-control-vas-resnet", "Control of VAS + ResNet-34", runOf("resnet34", byItself, "control-vas")),
        addedRow("fer-control-das-vgg", "Control of DAS + VGG-F", runOf("vgg-face", byItself, "control-das")),
        addedRow("fer-control-das-resnet", "Control of DAS + ResNet-34", runOf("resnet34", byItself, "control-das")),
      ],
    },
  ],
  notes: [
    "With RAF-DB as anchor, learners start from RAF-DB's primitive learner, and so do their controls; the paper's baseline starts from the pretrained network. Both are shown, because a second data set alone may help.",
    "VAS + ResNet-34 with RAF-DB as anchor lies 0.58 points below the paper's own baseline, which its text does not mention.",
    "Nine of the paper's ten own numbers are not a whole number of right pictures of 3,589.",
    "The paper does not say whether FER-2013 trains alone or together with RAF-DB where RAF-DB is the anchor; here it trains alone, by the definition of section 4.1.",
  ],
  claims: [
    {
      text: "The method achieves better or comparable results.",
      pairs: [
        ["raf-vas-vgg", "baseline-vgg"],
        ["raf-vas-resnet", "baseline-resnet"],
        ["raf-das-vgg", "baseline-vgg"],
        ["raf-das-resnet", "baseline-resnet"],
        ["fer-vas-vgg", "baseline-vgg"],
        ["fer-vas-resnet", "baseline-resnet"],
        ["fer-das-vgg", "baseline-vgg"],
        ["fer-das-resnet", "baseline-resnet"],
      ],
    },
    {
      text: "DAS is the best of all, 73.27.",
      pairs: [
        ["fer-das-vgg", "raf-vas-vgg"],
        ["fer-das-vgg", "fer-vas-vgg"],
        ["raf-das-vgg", "raf-vas-vgg"],
      ],
    },
    {
      text: "VGG-Face has better results than ResNet-34.",
      pairs: [
        ["baseline-vgg", "baseline-resnet"],
        ["raf-vas-vgg", "raf-vas-resnet"],
        ["raf-das-vgg", "raf-das-resnet"],
        ["fer-vas-vgg", "fer-vas-resnet"],
        ["fer-das-vgg", "fer-das-resnet"],
      ],
    },
  ],
};
