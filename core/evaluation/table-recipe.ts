// What a row was trained from and on, in words, and whether that was the paper's own network.
import type { ArmKey, ArmResult, PaperNetwork, TableArm } from "./arm-result.ts";
import { setTitles } from "./paper/names.ts";

const pretrainedTitles: Record<PaperNetwork, string> = { "vgg-face": "VGG-Face", resnet34: "ImageNet's ResNet-34" };

const trainedOn: Record<TableArm, (set: string) => string> = {
  pretrained: (set) => `on ${set}`,
  "control-vas": (set) => `on ${set} alone, as many updates as VAS`,
  vas: (set) => `on ${set} and the mined samples`,
  "control-das": (set) => `on ${set} alone, as long as DAS`,
  das: (set) => `on ${set} and the distilled images`,
};

/** "From RAF-DB's primitive learner, on FER-2013 and the mined samples." */
export function recipeText({ network, anchor, training, arm }: ArmKey): string {
  const start = arm === "pretrained" ? pretrainedTitles[network] : `${setTitles[anchor]}'s primitive learner`;
  return `From ${start}, ${trainedOn[arm](setTitles[training])}.`;
}

/** Of all networks of the paper (section 4.3). */
const paperSize = 224;

export const isPapersNetwork = ({ network, trainedNetwork }: Pick<ArmResult, "network" | "trainedNetwork">): boolean =>
  trainedNetwork === `${network}, ${paperSize}x${paperSize}`;
