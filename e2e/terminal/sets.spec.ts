// Data sets as they lie on disk, one a role (section 4.1): anchors of RAF-DB, a pool without labels, and a run that is evaluated across
// databases on FER-2013. All three are miniatures.
import { join } from "node:path";
import { writeClassFolders } from "../../core/datasets/miniatures/class-folders.ts";
import { writeFer2013 } from "../../core/datasets/miniatures/fer2013.ts";
import { writeRafDb } from "../../core/datasets/miniatures/raf-db.ts";
import { RunReport } from "../../core/evaluation/report.ts";
import { expect, test } from "../fixtures/terminal.ts";

test("run takes RAF-DB and a pool as they lie on disk, evaluate asks the run about FER-2013", async ({ omnifer, folder }) => {
  const [raf, pool, fer, project] = ["RAF-DB", "pool", "fer2013", "project"].map((name) => join(folder, name)) as [
    string,
    string,
    string,
    string,
  ];
  await writeRafDb({ directory: raf, seed: 1, train: 8, test: 4 });
  await writeClassFolders({ directory: pool, seed: 2, layout: "pool", train: 10 });
  await writeFer2013({ directory: fer, seed: 3, train: 1, test: 3 });

  const sets = ["--anchor", raf, "--pool", pool, "--test", raf];
  const run = await omnifer("run", "--project", project, ...sets, "--epochs", "2", "--retrain-epochs", "1", "--json").ended;
  expect({ status: run.status, stderr: run.stderr }).toMatchObject({ status: 0 });
  const report = RunReport.strict().parse(JSON.parse(run.stdout.trimEnd().split("\n").at(-1)!));
  expect(report.mining.pool).toBe(70);
  expect(report.vas.confusion.flat().reduce((a, b) => a + b)).toBe(28);

  const asked = ["--test", fer, "--part", "test=validation,test", "--map", "test.0=none"];
  const evaluated = await omnifer("evaluate", "--project", project, ...asked, "--json").ended;
  expect({ status: evaluated.status, stderr: evaluated.stderr }).toMatchObject({
    status: 0,
    stderr: expect.stringContaining("0: 6 left out, it is none of the classes."),
  });
  const { confusion } = JSON.parse(evaluated.stdout.trimEnd().split("\n").at(-1)!) as { confusion: number[][] };
  expect(confusion.map((row) => row.reduce((a, b) => a + b))).toEqual([6, 6, 6, 6, 6, 0, 6]);
});

test("a folder that no reader knows is refused with what was looked for", async ({ omnifer, folder }) => {
  const nothing = ["--anchor", folder, "--pool", folder, "--test", folder];
  const { status, stderr } = await omnifer("run", "--project", join(folder, "project"), ...nothing).ended;
  expect(status).toBe(1);
  expect(stderr).toMatch(/^omnifer: .*expected one of these: RAF-DB.*list_patition_label\.txt/m);
});
