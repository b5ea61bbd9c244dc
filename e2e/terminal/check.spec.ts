// `omnifer data check`: the data set of a project, looked through before its results are believed.
import { copyFile } from "node:fs/promises";
import { join } from "node:path";
import { withProject } from "../fixtures/engine.ts";
import { copyFaces } from "../fixtures/projects.ts";
import { expect, test } from "../fixtures/terminal.ts";

test("a test face that lies in the pool again is named, and counted above the results of a run", async ({ omnifer, folder, workshop }) => {
  const data = await copyFaces(workshop, join(folder, "faces"));
  await copyFile(join(data, "images", "test-00000.jpg"), join(data, "images", "pool-00003.jpg"));
  const project = join(folder, "project");
  await withProject(project, async (engine) => {
    await engine.finished((await engine.request("data.import", { directory: data, classes: null })).jobId);
  });

  const checked = await omnifer("data", "check", "--project", project).ended;
  expect(checked).toMatchObject({ status: 0, stderr: expect.stringContaining("Reading all pictures") });
  expect(checked.stdout).toContain("  pool showing test faces again: 1 picture, 1 with the same bytes\n");
  expect(checked.stdout).toMatch(/^ {2}pool {2}pool-00003\.jpg {2}test {2}test-00000\.jpg {2}same bytes$/m);
  const asked = await omnifer("data", "check", "--project", project, "--json").ended;
  expect(JSON.parse(asked.stdout)).toMatchObject({
    check: { duplicates: { pairs: [{ picture: { file: "pool-00003.jpg" }, isExact: true }] } },
    doubtfulLabels: { needs: "pool" },
  });

  const run = await omnifer("run", "--project", project, "--epochs", "1", "--retrain-epochs", "1").ended;
  expect(run.stdout).toContain("Mind: 1 picture of the pool shows a test face again");
});

test("what shows a test face again is left out, named, and taken back", async ({ omnifer, folder, workshop }) => {
  const data = await copyFaces(workshop, join(folder, "faces"));
  await copyFile(join(data, "images", "test-00000.jpg"), join(data, "images", "pool-00003.jpg"));
  const project = join(folder, "project");
  await withProject(project, async (engine) => {
    await engine.finished((await engine.request("data.import", { directory: data, classes: null })).jobId);
  });

  const left = await omnifer("data", "check", "--project", project, "--leave-out").ended;
  expect(left).toMatchObject({ status: 0, stderr: expect.stringContaining("Checking what is left") });
  expect(left.stdout).toContain("faces, without 1 that shows test faces again, digest ");
  expect(left.stdout).toContain(
    "Left out, because it shows a test face again: 1 picture, so that 56 anchors, 239 pool pictures and 28 test pictures are left\n",
  );
  expect(left.stdout).toMatch(/^ {2}pool {2}pool-00003\.jpg {2}shows the test face test-00000\.jpg again {2}same bytes$/m);
  expect(left.stdout).toContain("  pool showing test faces again: none found\n");
  const again = await omnifer("data", "check", "--project", project, "--leave-out").ended;
  expect(again).toMatchObject({ status: 0, stdout: left.stdout });

  const run = await omnifer("run", "--project", project, "--epochs", "1", "--retrain-epochs", "1").ended;
  expect(run.stdout).toContain("Checked: no picture of the anchor set or the pool shows a test face again.");

  const back = await omnifer("data", "check", "--project", project, "--take-back", "--json").ended;
  expect(JSON.parse(back.stdout)).toMatchObject({ dataset: { name: "faces", count: { pool: 240 } }, leftOut: null });
  const nothing = await omnifer("data", "check", "--project", project, "--take-back").ended;
  expect(nothing).toMatchObject({ status: 1, stdout: "", stderr: expect.stringContaining("Nothing was left out of this data set.") });
});

test("a check needs a project with a data set, and says so", async ({ omnifer, folder }) => {
  const nothing = await omnifer("data", "check").ended;
  expect(nothing).toMatchObject({ status: 1, stdout: "" });
  expect(nothing.stderr).toContain("found no --project, expected a project folder. Try: omnifer data --help");
  const missing = await omnifer("data", "check", "--project", join(folder, "none")).ended;
  expect(missing).toMatchObject({ status: 1, stdout: "" });
});
