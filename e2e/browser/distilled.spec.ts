// A file of distilled images, sent by a browser: it becomes a distillation of the project, and is gone from the folder of uploads.
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "../fixtures/test.ts";

/** The last images of its distillation. */
async function imagesOf(project: string): Promise<Buffer> {
  const [distillation] = await readdir(join(project, "distillations"));
  return readFile(join(project, "distillations", distillation!, "distilled.safetensors"));
}

test("distilled images are sent, shown and measured, and the file is not kept twice", async ({ openWorkbench, project }) => {
  const directory = await project("distilled");
  const buffer = await imagesOf(directory);
  const workbench = await openWorkbench(directory);
  const { distil, page } = workbench;
  await workbench.goTo("Distil");
  await expect(distil.distillations.getByRole("listitem")).toHaveCount(1);
  const chooser = page.waitForEvent("filechooser");
  await page.getByRole("button", { name: "Import …" }).click();
  await (await chooser).setFiles({ name: "theirs.safetensors", mimeType: "application/octet-stream", buffer });
  await expect(distil.distillations).toContainText("imported");
  await expect(distil.distillations.getByRole("listitem")).toHaveCount(2);
  await workbench.expectNoJob();
  await expect(distil.distillations.getByRole("listitem").filter({ hasText: "imported" })).toContainText(/loss \d\.\d+ → \d\.\d+/);
  await distil.show("Curves");
  await expect(page.getByRole("main")).toContainText("These images came from elsewhere");
  await expect(page.getByRole("table", { name: "Loss of the whole source" }).getByRole("row")).toHaveCount(5);
  await expect.poll(() => readdir(join(directory, "uploads"))).toEqual([]);
});

test("a file of other bytes is refused by its own name", async ({ openWorkbench, project }) => {
  const workbench = await openWorkbench(await project("distilled"));
  const { page } = workbench;
  await workbench.goTo("Distil");
  await page.locator("input[type=file]").setInputFiles({ name: "faces.pth", mimeType: "", buffer: Buffer.from("no images") });
  await expect(workbench.job).toContainText("faces.pth");
  await expect(workbench.job).toContainText("Choose the distilled.safetensors of a distillation");
  await expect(workbench.job.getByRole("button", { name: "Resume" })).toHaveCount(0); // the file that was sent is gone
});
