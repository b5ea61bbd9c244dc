// What a row cannot be run without: data sets, the pool, pretrained weights; where each is had, and where it goes.
import type { MissingInput } from "../contract/table-views.ts";
import { type ArmKey, paperNetworks, paperSets } from "./arm-result.ts";

/** What the tables are made from: the data sets, the pool, and weights under the name of their network. */
export const tableInputs = [...paperSets, "pool", ...paperNetworks] as const;
export type TableInput = (typeof tableInputs)[number];

const onRequest = "its authors give it to researchers who ask for it";
const folder =
  "Its folder stays where it is; omnifer data add DIR --project P points the project to it. docs/data-sets.md has the layouts.";
const weights = "Import the file in the Train view, or name it to omnifer reproduce. docs/weights.md says which files fit.";

const inputs: Record<TableInput, MissingInput> = {
  rafdb: { what: "RAF-DB", get: `RAF-DB 2.0, basic expressions, aligned: ${onRequest}.`, where: folder },
  fer2013: { what: "FER-2013", get: "fer2013.csv of the ICML 2013 contest, on Kaggle.", where: folder },
  ckplus: { what: "CK+", get: `The Extended Cohn-Kanade set: ${onRequest}.`, where: folder },
  jaffe: { what: "JAFFE", get: `JAFFE, 213 pictures: ${onRequest}.`, where: folder },
  mmi: { what: "MMI", get: `The MMI facial expression database: ${onRequest}. Its films need ffmpeg.`, where: folder },
  pool: {
    what: "an auxiliary pool",
    get: "MS-Celeb-1M, aligned, as face.evoLVe passes it on (train.rec and train.idx), or any large folder of faces.",
    where: folder,
  },
  "vgg-face": { what: "weights of VGG-Face", get: "vgg_face_dag.pth or another file of Oxford's VGG-Face.", where: weights },
  resnet34: { what: "weights of ResNet-34", get: "torchvision's resnet34-b627a593.pth, or timm's.", where: weights },
};

/** What an arm is made from. What is not a baseline comes of a selection, and a control is as long as what it controls. */
function neededFor({ network, anchor, training, test, arm }: ArmKey): TableInput[] {
  return [...new Set<TableInput>([anchor, training, test]), ...(arm === "pretrained" ? [] : (["pool"] as const)), network];
}

/** Of what the project lacks, what this arm needs. */
export const missingFor = (arm: ArmKey, missing: readonly TableInput[]): MissingInput[] =>
  neededFor(arm)
    .filter((input) => missing.includes(input))
    .map((input) => inputs[input]);
