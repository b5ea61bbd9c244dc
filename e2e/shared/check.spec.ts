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

test("what shows test faces again is left out by one press, listed with its reason, and taken back by another", async ({
  faces,
  folder,
  openWorkbench,
}) => {
  const data = await faces();
  await copyFile(join(data, "images", "test-00000.jpg"), join(data, "images", "pool-00003.jpg"));
  await copyFile(join(data, "images", "test-00001.jpg"), join(data, "images", "anchor-00004.jpg"));
  const directory = join(folder, "project");
  await withProject(directory, async (project) => {
    await project.finished((await project.request("data.import", { directory: data, classes: null })).jobId);
    await project.finished((await project.request("job.start", { kind: "check-data" })).jobId);
  });
  const workbench = await openWorkbench(directory);
  const { check, page } = workbench;
  await workbench.goTo("Data");
  await expect(check.panel).toContainText("1 anchor and 1 pool picture, no test picture.");
  await check.leaveOut.press("Enter");
  await expect(check.takeBack).toBeFocused({ timeout: 60_000 });
  await expect(check.panel).toContainText("1 anchor and 1 pool picture are left out, because they show test faces again.");
  const dataset = page.getByRole("region", { name: "faces, without 2 that show test faces again" });
  await expect(dataset).toContainText(/Anchor set55Auxiliary pool239Test set28/);
  await expect(check.figure("Near duplicates")).toContainText("0");

  await check.figure("Left out").press("Enter");
  const list = check.list("Left out");
  await expect(list.getByRole("row", { name: /anchor-00004\.jpg shows the test face test-00001\.jpg again.*same bytes/ })).toBeVisible();
  await list.getByRole("button", { name: "Open pool-00003.jpg beside test-00000.jpg" }).press("Enter");
  const dialog = page.getByRole("dialog", { name: "2 of 2" });
  const shown = dialog.getByRole("img", { name: "test-00000.jpg" });
  await expect.poll(() => shown.evaluate((image) => (image as HTMLImageElement).naturalWidth)).toBeGreaterThan(0);
  await page.keyboard.press("Escape");

  await check.takeBack.press("Enter");
  await expect(check.leaveOut).toBeVisible();
  await expect(page.getByRole("region", { name: "faces", exact: true })).toContainText(/Anchor set56Auxiliary pool240Test set28/);
  await expect(check.figure("Left out")).toHaveCount(0);
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
