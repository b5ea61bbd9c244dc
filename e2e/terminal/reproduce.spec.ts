// Tables 1 to 7 of the paper on miniatures of its data sets: readers, folds, mining, distillation, retraining and evaluation across
// databases from end to end, so that nothing is new on the day a user brings the real ones.
import { join } from "node:path";
import { z } from "zod";
import { TablePage } from "../../core/contract/table-views.ts";
import { writeJaffe } from "../../core/datasets/miniatures/jaffe.ts";
import { writeMs1m } from "../../core/datasets/miniatures/ms1m.ts";
import { writeRafDb } from "../../core/datasets/miniatures/raf-db.ts";
import { armsOf } from "../../core/evaluation/table-arms.ts";
import { expect, test } from "../fixtures/terminal.ts";

test("all seven tables run in miniature, every row that can be run, and say nothing of the paper", async ({ omnifer, folder }) => {
  const project = join(folder, "tables");
  const reproduced = await omnifer("reproduce", "--table", "all", "--miniature", "--project", project, "--seeds", "1", "--json").ended;
  expect({ status: reproduced.status, stderr: reproduced.stderr }).toMatchObject({ status: 0 });
  const pages = z.array(TablePage).parse(JSON.parse(reproduced.stdout.trimEnd().split("\n").at(-1)!));
  expect(pages.map(({ table, isMiniature }) => ({ table, isMiniature }))).toEqual(
    [1, 2, 3, 4, 5, 6, 7].map((table) => ({ table, isMiniature: true })),
  );
  for (const page of pages) {
    const rows = page.groups.flatMap((group) => group.rows);
    expect(rows.filter(({ recipe }) => recipe !== null).every(({ own }) => own?.seeds === 1)).toBe(true);
    expect(rows.filter(({ own }) => own !== null)).toHaveLength(armsOf(page.table).length);
    expect(rows.every(({ difference }) => difference === null)).toBe(true);
  }

  // What one table has run, another does not run again, and a second command finds all of it.
  const again = await omnifer("reproduce", "--table", "3", "--miniature", "--project", project, "--seeds", "1").ended;
  expect({ status: again.status, stderr: again.stderr }).toMatchObject({ status: 0, stderr: expect.not.stringContaining("Training") });
  expect(again.stdout).toContain("MINIATURE");
});

test("without data sets and weights the table says what to get, and ends with 1", async ({ omnifer, folder }) => {
  const { status, stdout } = await omnifer("reproduce", "--table", "1", "--project", join(folder, "tables")).ended;
  expect(status).toBe(1);
  expect(stdout).toContain("85.15");
  expect(stdout).toContain("weights of VGG-Face");
});

test("another network in the place of the paper's is named, and compared with nothing published", async ({ omnifer, folder }) => {
  const place = (name: string) => ({ directory: join(folder, name), seed: 1 });
  await writeRafDb(place("RAF-DB"));
  await writeJaffe(place("jaffe"));
  await writeMs1m({ ...place("ms1m"), persons: 10 });
  const sets = ["--rafdb", join(folder, "RAF-DB"), "--jaffe", join(folder, "jaffe"), "--pool", join(folder, "ms1m")];
  const small = ["--network", "compact", "--size", "16", "--epochs", "1", "--retrain-epochs", "1", "--outer-epochs", "1", "--share", "0.9"];
  const { status, stdout, stderr } = await omnifer(
    ...["reproduce", "--table", "5,6", "--project", join(folder, "tables"), "--seeds", "1", "--json", ...sets, ...small],
  ).ended;
  expect({ status, stderr }).toMatchObject({ status: 0 });
  const [jaffe, mmi] = z.array(TablePage).parse(JSON.parse(stdout.trimEnd().split("\n").at(-1)!));
  const rows = jaffe!.groups.flatMap((group) => group.rows).filter(({ own }) => own !== null);
  expect(rows).toHaveLength(armsOf(5).length);
  expect(rows.every(({ own, difference }) => own!.network === "compact, 16x16" && own!.pictures === 70 && difference === null)).toBe(true);
  const lacking = mmi!.groups.flatMap((group) => group.rows).filter(({ recipe }) => recipe !== null);
  expect(lacking.every(({ own, missing }) => own === null && missing.some(({ what }) => what === "MMI"))).toBe(true);
});
