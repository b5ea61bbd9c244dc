// One pool beside two training sets (Table 2 with RAF-DB as anchor): its pictures have other rows in each of the two data sets, because the
// anchors stand before them.
import { InputError } from "../errors.ts";
import { type PictureRoots, picturePathOf } from "./picture-roots.ts";
import { rowsOf, type SampleTable } from "./sample-table.ts";

interface DatasetRows {
  samples: SampleTable;
  roots: PictureRoots;
}

/**
 * The rows that pictures of one data set's pool have in another.
 *
 * @param rows  of `from`, all of its pool
 * @throws InputError when the other has another pool
 */
export function rowsOfSamePool(from: DatasetRows, to: DatasetRows, rows: ArrayLike<number>): Uint32Array {
  const [mined, wanted] = [rowsOf(from.samples, "pool"), rowsOf(to.samples, "pool")];
  const first = mined[0] ?? 0; // the rows of a split stand together
  return Uint32Array.from(rows, (row) => {
    const path = picturePathOf(from.roots, from.samples.files[row]!);
    const other = mined.length === wanted.length ? wanted[row - first] : undefined;
    if (other !== undefined && picturePathOf(to.roots, to.samples.files[other]!) === path) return other;
    throw new InputError({
      file: path,
      found: "a selected picture that the pool of the other data set lacks",
      expected: "the same pool beside both training sets",
      mend: "Put both data sets together with the same folder as their pool, then run the table again.",
    });
  });
}
