// CK+ (Lucey et al., CVPRW 2010): films of 123 subjects from the neutral face to the peak, 327 of 593 with an expression. Its own layout
// is in ck-plus-sequences.ts, that of the small pictures made from it in ck-plus-48.ts.
import { chosen, type ReadSet, type Recognised, type SetReader } from "../set-reader.ts";
import { find48, read48 } from "./ck-plus-48.ts";
import { findRoots, readSequences } from "./ck-plus-sequences.ts";

export const ckPlus: SetReader = {
  name: "ck-plus",
  title: "CK+",
  licence: {
    terms:
      "For research, by an agreement with the owners; not to be passed on. Only subjects S52, S55, S74, S106, S111, S113, S121, S124, S125, S130 and S132 may be shown, with the notice (c) Jeffrey Cohn.",
    show: "some",
    passOn: "no",
  },
  meanings: [
    { label: "surprise", means: "surprise" },
    { label: "fear", means: "fear" },
    { label: "disgust", means: "disgust" },
    { label: "happy", means: "happiness" },
    { label: "sadness", means: "sadness" },
    { label: "anger", means: "anger" },
    { label: "neutral", means: "neutral" },
    { label: "contempt", means: "contempt" },
  ],
  usualParts: { anchor: ["all"], test: ["all"] },
  choices: [
    {
      name: "contempt",
      asks: "What becomes of the 18 sequences of contempt?",
      options: [
        { value: "leave-out", means: "They are left out: 309 sequences, 1,236 pictures of seven expressions." },
        { value: "keep", means: "They keep a label of their own: 327 sequences, the paper's 1,308 pictures, of eight expressions." },
      ],
    },
  ],
  async recognise(folder): Promise<Recognised | null> {
    const roots = await findRoots(folder);
    if (roots?.emotion) return { layout: "frames in cohn-kanade-images, labels in Emotion", sureness: 1 };
    if (roots) return { layout: "frames in cohn-kanade-images, without their labels", sureness: 0.7 };
    if ((await find48(folder)) !== null) return { layout: "CK+48: last three frames, a folder a class", sureness: 0.95 };
    return null;
  },
  async read(folder, choices, context): Promise<ReadSet> {
    const keepsContempt = chosen(ckPlus, "contempt", choices) === "keep";
    const roots = await findRoots(folder);
    if (roots) {
      const { emotion } = roots;
      if (emotion === null) {
        const mend = "Unpack the emotion labels (Emotion_labels.zip) beside the pictures.";
        throw folder.fault("", "frames without emotion labels", "a folder Emotion with subjects as S005", mend);
      }
      return readSequences(folder, { ...roots, emotion }, keepsContempt, context);
    }
    const base = await find48(folder);
    if (base !== null) return read48(folder, base, keepsContempt, context);
    const expected = "cohn-kanade-images and Emotion, or a folder a class with S010_004_00000017.png";
    throw folder.fault("", "neither frames nor classes of CK+", expected, "Choose the folder that both were unpacked to.");
  },
};
