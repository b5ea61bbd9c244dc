// Any set that is sorted into folders: <class>/x.jpg, or {train,test,...}/<class>/x.jpg; where no folder names a class, an unlabelled pool.
// Other data sets that are repacked so, and are known by their pictures' names, have readers of their own, which are surer.
import { quote } from "../csv-rows.ts";
import { expressionOf, expressionWords } from "../expression-words.ts";
import { rest } from "../pace.ts";
import type { FolderEntry, SetFolder } from "../set-folder.ts";
import { chosen, LeftOutList, type Recognised, type SetReader } from "../set-reader.ts";
import { SourceTableBuilder } from "../source-table.ts";
import { inPartOrder, isPicture, leaveOutBeside, partOf, picturesBelow, picturesByClass, within } from "./class-tree.ts";

export const classFolders: SetReader = {
  name: "class-folders",
  title: "Class folders",
  licence: { terms: "Unknown: whoever collected the pictures can say.", show: "some", passOn: "no" },
  meanings: expressionWords,
  usualParts: { anchor: ["train", "anchor", "all"], test: ["test"] },
  choices: [
    {
      name: "folders",
      asks: "What do the names of its folders say?",
      options: [
        { value: "classes", means: "the class of the pictures in them" },
        { value: "nothing", means: "nothing: all pictures are an unlabelled pool" },
      ],
    },
  ],

  async recognise(folder) {
    const layout = await layoutOf(folder);
    if (layout.kind === "wrapped" || !(await holdsPicture(folder, "", { folders: foldersLookedInto }))) return null;
    return layout.kind === "pool" ? { layout: "pictures without labels", sureness: 0.1 } : sortedLayout(layout);
  },

  async read(folder, choices, context) {
    const layout = await layoutOf(folder);
    const builder = new SourceTableBuilder();
    const leftOut = new LeftOutList();
    const isPool = chosen(classFolders, "folders", choices) === "nothing";
    if (isPool || layout.kind !== "sorted") {
      for await (const { path } of picturesBelow(folder, "", leftOut, isPool ? "are free" : "matter")) {
        await rest(builder.count, context);
        builder.add({ picture: path });
      }
    } else {
      requireClasses(folder, layout);
      if (layout.hasParts) {
        const read = layout.parts.map(({ path }) => path);
        await leaveOutBeside(folder, "", read, leftOut);
      }
      for (const { path, part, words } of layout.parts) {
        if (words.length > 0)
          for await (const picture of picturesByClass(folder, path, leftOut)) {
            await rest(builder.count, context);
            builder.add({ picture: picture.path, part, label: picture.word });
          }
        else
          for await (const picture of picturesBelow(folder, path, leftOut)) {
            await rest(builder.count, context);
            builder.add({ picture: picture.path, part });
          }
      }
    }
    if (builder.count === 0) throw nothingThere(folder);
    return { table: builder.table(), leftOut: leftOut.list, leftOutCounts: leftOut.counts, notes: [] };
  },
};

interface Part {
  path: string;
  part: string;
  /** Names of its class folders; none where its pictures have no labels. */
  words: string[];
}

type Layout =
  | { kind: "sorted"; hasParts: boolean; parts: Part[] }
  | { kind: "pool" }
  /** One folder, in which the class folders lie. */
  | { kind: "wrapped" };

async function layoutOf(set: SetFolder): Promise<Layout> {
  const entries = (await set.list("")) ?? [];
  const folders = foldersOf(entries);
  if (folders.some((name) => partOf(name) !== undefined)) {
    const parts: Part[] = [];
    for (const path of folders) parts.push({ path, part: partOf(path) ?? path, words: await set.folders(path) });
    return { kind: "sorted", hasParts: true, parts: inPartOrder(parts) };
  }
  const [only] = folders;
  if (folders.length > 1 || (only !== undefined && expressionOf(only) !== undefined))
    return { kind: "sorted", hasParts: false, parts: [{ path: "", part: "all", words: folders }] };
  const below = only === undefined ? [] : await set.folders(only);
  const isWrapped = below.some((name) => partOf(name) !== undefined || expressionOf(name) !== undefined);
  return { kind: isWrapped ? "wrapped" : "pool" };
}

/** Recognising looks into no more, whatever lies there. */
const foldersLookedInto = 20;

/** Whether a picture lies in a folder or below it. @param budget  folders that may still be looked into; counted down */
async function holdsPicture(set: SetFolder, path: string, budget: { folders: number }): Promise<boolean> {
  if (budget.folders-- <= 0) return false;
  const entries = (await set.list(path)) ?? [];
  if (entries.some(({ name, isFolder }) => !isFolder && isPicture(name))) return true;
  for (const name of foldersOf(entries)) if (await holdsPicture(set, within(path, name), budget)) return true;
  return false;
}

const foldersOf = (entries: readonly FolderEntry[]): string[] => entries.filter(({ isFolder }) => isFolder).map(({ name }) => name);

function sortedLayout({ hasParts, parts }: Extract<Layout, { kind: "sorted" }>): Recognised {
  const words = [...new Set(parts.flatMap((part) => part.words))];
  const known = words.filter((word) => expressionOf(word) !== undefined).length;
  const shown = words.length > 8 ? `${words.slice(0, 8).join(", ")} and ${words.length - 8} more` : words.join(", ");
  const places = hasParts ? `${parts.map(({ path }) => `${path}/`).join(", ")} with folders ` : "folders ";
  return { layout: `${places}${shown}`, sureness: known >= 2 ? 0.5 : hasParts || known > 0 ? 0.3 : 0.1 };
}

/** As many as a project has classes, or a table parts. */
const most = 255;

/** @throws InputError for folders that cannot be classes of one task */
function requireClasses(set: SetFolder, { parts }: Extract<Layout, { kind: "sorted" }>): void {
  const words = [...new Set(parts.flatMap((part) => part.words))];
  const pool = "or choose folders=nothing, for a pool without labels.";
  if (words.length > most || parts.length > most)
    throw set.fault(
      "",
      `${Math.max(words.length, parts.length)} folders`,
      `at most ${most} classes`,
      `Keep the folders that are classes, ${pool}`,
    );
  if (words.length === 0 || !words.every((word) => /^\d+$/.test(word))) return;
  const mend = `Rename each to its expression: data sets number them from 0 or from 1, and in different orders; ${pool}`;
  throw set.fault(within("", parts[0]!.path), `class folders named ${quote(words.slice(0, 8).join(", "))}`, "names of classes", mend);
}

function nothingThere(set: SetFolder) {
  return set.fault("", "no picture", "pictures, or folders of pictures", "Choose the folder that the pictures lie in.");
}
