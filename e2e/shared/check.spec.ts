// The check of a data set before its results are believed: asked for, read by keys, and mentioned above the results.
import { copyFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { withProject } from "../fixtures/engine.ts";
import { expect, test } from "../fixtures/test.ts";

test("a test face that lies in the pool again is found, named, and opened by keys", async ({ faces, folder, openWorkbench }) => {
  const data = await faces();
  await copyFile(join(data, "images", "test-00000.jpg"), join(data, "images", "pool-00003.jpg"));
  await writeFile(join(data, "images", "pool-00005.jpg"), "no picture");
  const directory = join(folder, "project");
  await withProject(directory, async (project) => {
    await project.finished((await project.request("data.import", { directory: data, classes: null })).jobId);
  });
  const workbench = await openWorkbench(directory);
  await workbench.goTo("Data");
  const { check } = workbench;
  await expect(check.panel).toContainText("Changes nothing.");
  await check.start.press("Enter");
  await expect(check.figure("Near duplicates")).toContainText("1", { timeout: 60_000 });
  await expect(check.panel).toContainText("1 picture of the pool shows test faces again");
  await expect(check.panel.getByText("1 picture could not be read")).toBeVisible();

  await check.figure("Near duplicates").press("Enter");
  const pairs = check.list("Near duplicates");
  await expect(pairs.getByRole("row", { name: /pool-00003\.jpg.*test-00000\.jpg.*same bytes/ })).toBeVisible();
  await pairs.getByRole("button", { name: "Open pool-00003.jpg beside test-00000.jpg" }).press("Enter");
  const dialog = workbench.page.getByRole("dialog", { name: "1 of 1" });
  await expect(dialog.getByRole("img", { name: "pool-00003.jpg" })).toBeVisible();
  await expect(dialog.getByRole("img", { name: "test-00000.jpg" })).toBeVisible();
  await workbench.page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();

  await check.figure("Persons in two parts").click();
  await expect(check.list("Persons in two parts")).toContainText(/None found.*14 persons in the anchor set/s);
  await check.figure("Doubtful labels").click();
  await expect(check.list("Doubtful labels")).toContainText("Mine the pool first");
});

test("results say that nobody has checked, until somebody has; doubtful labels come with out-of-fold anchors", async ({
  openWorkbench,
  project,
}) => {
  const workbench = await openWorkbench(await project("finished"));
  const { check } = workbench;
  await workbench.goTo("Results");
  await expect(check.notice).toContainText("Nobody has checked yet");
  await workbench.page.getByRole("button", { name: "See Data" }).click();
  await check.start.click();
  await expect(check.figure("Near duplicates")).toContainText("0", { timeout: 60_000 });
  await check.figure("Doubtful labels").click();
  await check.list("Doubtful labels").getByRole("button", { name: "Score out-of-fold anchors" }).click();
  await expect(workbench.job).toBeVisible();
  await workbench.expectNoJob();
  await expect(check.list("Doubtful labels")).toContainText(/of 56 anchors|56 anchors were scored/);
  await workbench.goTo("Results");
  await expect(workbench.page.getByRole("main", { name: "Results" })).toContainText("accuracy");
  await expect(check.notice).toHaveCount(0);
});
