// A set sorted into folders, as people sort their own: with parts or without, and the pool that nobody has sorted.
import { basicExpressions } from "../../classes.ts";
import { faceDrawer, type MiniatureOptions, put } from "./miniature.ts";

export interface ClassFoldersMiniature extends MiniatureOptions {
  /** train/ and test/ with class folders; class folders alone; pictures alone. */
  layout?: "parts" | "classes" | "pool";
  /** Pictures a class: 6 and 3 where nothing else is said. */
  train?: number;
  test?: number;
}

export async function writeClassFolders(options: ClassFoldersMiniature): Promise<void> {
  const { layout = "parts", train = 6, test = 3 } = options;
  const draw = faceDrawer(options);
  for (const [part, count] of layout === "parts"
    ? ([
        ["train", train],
        ["test", test],
      ] as const)
    : ([["all", train]] as const)) {
    for (const [code, expression] of basicExpressions.entries()) {
      for (let number = 0; number < count; number++) {
        const index = code * count + number;
        const person = part === "test" ? 10_000 + index : index;
        const picture = await draw({ part: `class folders ${part}`, index, person, expression, size: 112, format: "jpeg" });
        const folder = layout === "pool" ? "" : `${layout === "parts" ? `${part}/` : ""}${expression}/`;
        await put(options, `${folder}${String(index).padStart(4, "0")}.jpg`, picture);
      }
    }
  }
}
