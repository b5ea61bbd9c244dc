// A file of pretrained weights, brought in through the window: the dialog is answered by the test, everything behind it is real.
// The file is one that a run left, which any network of the workbench reads back.
import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { ElectronApplication } from "@playwright/test";
import { openDesktop } from "../fixtures/desktop.ts";
import { expect, test } from "../fixtures/test.ts";
import { Workbench } from "../pages/workbench.ts";

/** What the user chooses in the file dialog from now on. */
const chooseFile = (app: ElectronApplication, file: string): Promise<void> =>
  app.evaluate(({ dialog }, chosen) => {
    dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [chosen] });
  }, file);

/** The weights of one of its runs. */
async function weightsOfRun(project: string): Promise<Buffer> {
  const [run] = await readdir(join(project, "runs"));
  return readFile(join(project, "runs", run!, "weights.safetensors"));
}

test("weights are imported with a report of every tensor, started from, and removed when nothing uses them", async ({
  folder,
  project,
}) => {
  const directory = await project("finished");
  const file = join(folder, "mine.safetensors");
  await writeFile(file, await weightsOfRun(directory));
  const { app, page } = await openDesktop(folder, directory);
  const workbench = new Workbench(page);
  const { train } = workbench;
  await workbench.isReady();
  await workbench.goTo("Train");
  await chooseFile(app, file);
  await train.openWeights();
  await train.dialog.getByRole("button", { name: "Import a file" }).click();
  const report = train.dialog.getByRole("region", { name: "What became of mine.safetensors" });
  await expect(report).toContainText(/\d+ taken, .* unused/);
  await report.getByRole("searchbox", { name: "Filter" }).fill("conv3.w");
  await expect(report.getByRole("row", { name: /^conv3\.weight/ })).toBeVisible();
  await expect(report.getByRole("status")).toContainText(/^1 of \d+/);
  await train.closeDialog();

  await train.network.getByRole("radio", { name: "mine.safetensors" }).click();
  await train.openWeights();
  const remove = train.dialog.getByRole("button", { name: "Remove mine.safetensors" });
  await expect(remove).toBeDisabled();
  await train.closeDialog();
  await train.network.getByRole("radio", { name: "The seed" }).click();
  await train.openWeights();
  await remove.click();
  await expect(train.dialog.getByRole("button", { name: "mine.safetensors", exact: true })).toHaveCount(0);
  await app.close();
});

test("a damaged file of weights is told with its place and the mend", async ({ folder, project }) => {
  const directory = await project("finished");
  const file = join(folder, "cut.safetensors");
  const whole = await weightsOfRun(directory);
  await writeFile(file, whole.subarray(0, whole.length / 2));
  const { app, page } = await openDesktop(folder, directory);
  const workbench = new Workbench(page);
  await workbench.isReady();
  await workbench.goTo("Train");
  await chooseFile(app, file);
  await workbench.train.openWeights();
  await workbench.train.dialog.getByRole("button", { name: "Import a file" }).click();
  await expect(workbench.train.dialog.getByRole("alert")).toContainText("cut.safetensors");
  await expect(workbench.train.dialog.getByRole("alert")).toContainText("Take a whole copy of the file");
  await app.close();
});
