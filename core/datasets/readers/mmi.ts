// MMI (Pantic et al., ICME 2005): films of an expression that comes and goes, 213 of them with one of the six basic expressions. As
// downloaded, a folder a session (mmi-sessions.ts); as HCPLab processes it, pictures with a list (mmi-list.ts).
import { basename } from "node:path";
import { chosen, type ReadSet, type Recognised, type SetReader } from "../set-reader.ts";
import { listFile, parseListLine, readList } from "./mmi-list.ts";
import { findSessions, readSessions } from "./mmi-sessions.ts";

export const mmi: SetReader = {
  name: "mmi",
  title: "MMI",
  licence: {
    terms:
      "For research, by an end-user licence agreement (EULA): it may not be redistributed, and what of it may be shown is for the agreement to say that you signed.",
    show: "no",
    passOn: "no",
  },
  meanings: ["surprise", "fear", "disgust", "happiness", "sadness", "anger", "neutral"].map((label) => ({ label, means: label })),
  usualParts: { anchor: ["all"], test: ["all"] },
  choices: [
    {
      name: "frames",
      asks: "Which frames of a film are taken?",
      options: [
        { value: "three-middle-and-first", means: "Three of the peak, with the film's label, and the first as a neutral face." },
        { value: "peak-only", means: "Three of the peak, with the film's label." },
      ],
    },
    {
      name: "two-views",
      asks: "Some films show the face from the front and from the side in one picture. What is taken of them?",
      options: [
        { value: "left-half", means: "The left half, as the frontal view." },
        { value: "right-half", means: "The right half, as the frontal view." },
        { value: "leave-out", means: "Nothing." },
      ],
    },
    {
      name: "rotated",
      asks: "Some cameras lay on their side. Which frontal films are turned by a quarter clockwise?",
      options: [
        { value: "uncoded", means: "Those without coded action units (oao_aucs.xml), in which a public loader found it so." },
        { value: "none", means: "None of them." },
      ],
    },
  ],
  async recognise(folder): Promise<Recognised | null> {
    if ((await findSessions(folder)) !== null) return { layout: "a folder a session, with session.xml", sureness: 1 };
    if (!(await folder.isFile(listFile)) || !(await folder.isFolder("images"))) return null;
    for await (const { text } of folder.lines(listFile)) {
      if (text.trim() === "") continue;
      if (!("path" in parseListLine(text))) return null;
      // HCPLab processes other sets in the same way, with other codes: the folder's name is all that tells them apart.
      const isNamed = /mmi/i.test(basename(folder.root));
      return { layout: "images and list/list.txt, its codes taken for MMI's", sureness: isNamed ? 0.9 : 0.25 };
    }
    return null;
  },
  async read(folder, choices, context): Promise<ReadSet> {
    const root = await findSessions(folder);
    if (root !== null) {
      const half = chosen(mmi, "two-views", choices);
      return readSessions(
        folder,
        root,
        {
          hasNeutral: chosen(mmi, "frames", choices) === "three-middle-and-first",
          frontalHalf: half === "left-half" ? "left" : half === "right-half" ? "right" : null,
          turnsUncoded: chosen(mmi, "rotated", choices) === "uncoded",
        },
        context,
      );
    }
    if (await folder.isFile(listFile)) return readList(folder, context);
    const expected = `Sessions with a session.xml in each, or ${listFile} and images`;
    throw folder.fault("", "neither sessions nor a list of MMI", expected, "Choose the folder that Sessions or list lies in.");
  },
};
