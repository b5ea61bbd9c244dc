// FER-2013 unpacked to pictures: {train,test}/<class>/, where test holds PublicTest and PrivateTest together. Kaggle's files still say which
// (PrivateTest_10131363.jpg); other copies only number them (im0.png).
import { quote } from "../csv-rows.ts";
import { expressionOf } from "../expression-words.ts";
import { rest } from "../pace.ts";
import type { SetFolder } from "../set-folder.ts";
import { LeftOutList, type ReadContext, type ReadSet } from "../set-reader.ts";
import { SourceTableBuilder } from "../source-table.ts";
import { inPartOrder, leaveOutBeside, partOf, picturesByClass, within } from "./class-tree.ts";

export interface FerFolders {
  parts: readonly { path: string; part: string }[];
  sureness: number;
}

const usageForm = /^(Training|PublicTest|PrivateTest)_\d+\.(jpe?g|png)$/i;
const numberForm = /^im\d+\.(png|jpe?g)$/i;

/** Recognised by the pictures' names. */
export async function findFerFolders(set: SetFolder): Promise<FerFolders | null> {
  const parts: { path: string; part: string }[] = [];
  const names: string[] = [];
  for (const path of await set.folders("")) {
    const part = partOf(path);
    const first = part === undefined ? undefined : await firstPicture(set, path);
    if (part === undefined || first === undefined) continue;
    parts.push({ path, part });
    names.push(first);
  }
  if (parts.length === 0) return null;
  if (names.every((name) => usageForm.test(name))) return { parts: inPartOrder(parts), sureness: 0.95 };
  return names.every((name) => numberForm.test(name)) ? { parts: inPartOrder(parts), sureness: 0.6 } : null;
}

async function firstPicture(set: SetFolder, path: string): Promise<string | undefined> {
  for (const name of await set.folders(path)) {
    const [first] = expressionOf(name) === undefined ? [] : await set.files(within(path, name), [".jpg", ".jpeg", ".png"]);
    if (first !== undefined) return first;
  }
  return undefined;
}

/** @throws InputError for a class folder that is none */
export async function readFerFolders(set: SetFolder, { parts }: FerFolders, context: ReadContext): Promise<ReadSet> {
  const builder = new SourceTableBuilder();
  const leftOut = new LeftOutList();
  await leaveOutBeside(
    set,
    "",
    parts.map(({ path }) => path),
    leftOut,
  );
  let unnamedTests = 0;
  let moved = 0;
  for (const { path, part } of parts) {
    for await (const picture of picturesByClass(set, path, leftOut)) {
      await rest(builder.count, context);
      if (expressionOf(picture.word) === undefined) throw notAClass(set, within(path, picture.word), picture.word);
      const usage = usageForm.exec(picture.name)?.[1]?.toLowerCase();
      const isPublicTest = part === "test" && usage === "publictest";
      if (part === "test" && usage === undefined) unnamedTests++;
      if (usage !== undefined && (usage === "training") !== (part === "train")) moved++;
      builder.add({ picture: picture.path, part: isPublicTest ? "validation" : part, label: picture.word });
    }
  }
  const notes: string[] = [];
  if (unnamedTests > 0)
    notes.push(
      `${unnamedTests} pictures of test are of PublicTest or PrivateTest, and nothing says which: the paper tests on PrivateTest alone.`,
    );
  if (moved > 0) notes.push(`${moved} pictures lie in another part than their names say: somebody has divided the set anew.`);
  return { table: builder.table(), leftOut: leftOut.list, leftOutCounts: leftOut.counts, notes };
}

function notAClass(set: SetFolder, path: string, word: string) {
  const expected = "angry, disgust, fear, happy, neutral, sad or surprise";
  return set.fault(path, `a class folder ${quote(word)}`, expected, "Rename the folder, or take it out of the set.");
}
