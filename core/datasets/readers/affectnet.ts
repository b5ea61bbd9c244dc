// AffectNet (Mollahosseini, Hasani and Mahoor, 2017), its manually annotated part, in two releases: lists of photographs with a box a face
// (affectnet-lists.ts), and since 2021 faces cut out, with an array of NumPy for each label (affectnet-arrays.ts). From the readme of the
// set and the loaders of DAN and other published code.
import { chosen, type SetReader } from "../set-reader.ts";
import { findArrays, readArrays } from "./affectnet-arrays.ts";
import { affectNetMeanings } from "./affectnet-labels.ts";
import { findLists, readLists } from "./affectnet-lists.ts";

export const affectNet: SetReader = {
  name: "affectnet",
  title: "AffectNet",
  licence: {
    terms: "For non-commercial research only, by an agreement with its owners; its photographs are of the web and belong to others.",
    show: "no",
    passOn: "no",
  },
  meanings: affectNetMeanings.map((means, code) => ({ label: String(code), means })),
  // Nobody outside has the test set: papers test on the validation set, 500 faces of each expression.
  usualParts: { anchor: ["train"], test: ["validation"] },
  choices: [
    {
      name: "contempt",
      asks: "What becomes of the faces of contempt?",
      options: [
        { value: "leave-out", means: "They are left out: AffectNet-7, with 3,500 faces to test on." },
        { value: "keep", means: "They keep a label of their own: AffectNet-8, with 4,000 faces to test on." },
      ],
    },
    {
      name: "faces",
      asks: "How are the faces cut out?",
      options: [
        { value: "box", means: "by the box of the list; in the release of 2021 they are cut out already" },
        { value: "upright", means: "turned upright by five of the 68 landmarks that come with the set" },
      ],
    },
  ],

  async recognise(folder) {
    const lists = await findLists(folder);
    if (lists.length > 0) return { layout: `${lists.map(({ path }) => path).join(" and ")}, and photographs`, sureness: 1 };
    const parts = await findArrays(folder);
    return parts.length === 0 ? null : { layout: `faces and arrays in ${parts.map(({ path }) => path).join(" and ")}`, sureness: 1 };
  },

  async read(folder, choices, context) {
    const how = {
      keepsContempt: chosen(affectNet, "contempt", choices) === "keep",
      turnsUpright: chosen(affectNet, "faces", choices) === "upright",
    };
    const lists = await findLists(folder);
    if (lists.length > 0) return readLists(folder, lists, how, context);
    const parts = await findArrays(folder);
    if (parts.length > 0) return readArrays(folder, parts, how, context);
    const expected = "Manually_Annotated_file_lists/, or train_set/ and val_set/ with annotations/";
    throw folder.fault("", "neither lists nor arrays of AffectNet", expected, "Choose the folder that its archives were unpacked to.");
  },
};
