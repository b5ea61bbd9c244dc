// The words of what the paper's tables run with; a part of the catalogue in strings.ts.
import type { TableSetup } from "../core/contract/table-setup.ts";
import type { PaperNetwork } from "../core/evaluation/arm-result.ts";
import type { NetworkName } from "../core/recipe.ts";
import type { TableSet } from "../core/reproduction/reproduction-recipe.ts";

const parts: Record<TableSet, string> = {
  rafdb: "RAF-DB",
  fer2013: "FER-2013",
  ckplus: "CK+",
  jaffe: "JAFFE",
  mmi: "MMI",
  pool: "Auxiliary pool",
};
const networks: Record<NetworkName, string> = {
  compact: "Compact",
  "vgg-face": "VGG-Face",
  resnet34: "ResNet-34",
  "face-resnet": "Face ResNet",
};
const seeds = (count: number) => (count === 1 ? "1 seed" : `${count} seeds`);

export const tableSetupStrings = {
  open: "What it runs with …",
  openHint: "Data sets, pool, networks and settings of all seven tables",
  openFromMissing: "Choose data sets and weights …",
  title: "What the tables run with",
  hint: "Of all seven tables, saved with the project. Numbers belong to the choices that they were run with: with others the tables begin anew, and going back shows them again.",
  sets: "Data sets",
  setsHint: "As they lie on disk. Rows of a data set that is left out wait for it.",
  parts,
  add: (part: TableSet) => `Add a folder for ${part === "pool" ? "the auxiliary pool" : parts[part]} …`,
  none: "None",
  noneKnown: "None known yet",
  unlisted: (name: string) => `${name} (not among the known sets)`,
  poolNote: "Any data set; its labels are not used.",
  isTrainedOn: (part: string) => `The pool must not be ${part}, whose faces the tables train and test on.`,
  unfit: (title: string, part: string) => `The folder that was added is read as ${title}, not as ${part}.`,
  align: "Turn all faces upright (MTCNN)",

  networks: "Networks",
  trained: "Trained",
  papers: "The paper's two networks",
  papersNote: "Each from pretrained weights (section 4.3)",
  inPlace: (network: NetworkName) => `${networks[network]}, in the place of both`,
  inPlaceNote: "Compares nothing with published numbers",
  weightsOf: (network: PaperNetwork) => `${networks[network]} starts from`,
  noWeights: "None: its rows are left out",
  noWeightsHeld: "None held: its rows wait for them",

  settings: "Settings",
  seedCount: "Seeds",
  seedNote: "1 to this, all for each row",
  inputSize: "Picture size",
  inputSizeNote: (smallest: number, usual: number) => `At least ${smallest}; usually ${usual}`,
  epochs: "Epochs",
  epochsNote: "Of primitive learners",
  retrainingEpochs: "Retraining epochs",
  retrainingNote: "Of VAS, DAS and controls",
  outerEpochs: "Distillation epochs",
  outerNote: "Passes over the selected faces",

  miniature:
    "These tables were run in miniature, on small generated pictures, and stay a miniature: what is run next is one too. To run them on your own data sets, leave it; undo brings it back.",
  leaveMiniature: "Use own data sets",

  /** In one line below the tables' names. */
  summary({ sets, align, seedCount, network, settings }: TableSetup): string {
    const named = (Object.keys(parts) as TableSet[]).filter((part) => part !== "pool" && sets[part]).map((part) => parts[part]);
    return [
      named.length === 0 ? "no data set" : named.join(", "),
      sets.pool ? `pool ${sets.pool.name}` : "no pool",
      ...(align ? ["faces upright"] : []),
      ...(network ? [`${networks[network]} in the place of both networks: no comparison with published numbers`] : []),
      `${settings.inputSize} px`,
      seeds(seedCount),
    ].join(" · ");
  },
};
