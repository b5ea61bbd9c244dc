// A file of pretrained weights, sent by a browser: chosen in its own dialog, read by the same readers, gone from the folder of uploads
// when its import has ended. The file is one that a run left.
import { existsSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "../fixtures/test.ts";

/** The weights of one of its runs. */
async function weightsOfRun(project: string): Promise<Buffer> {
  const [run] = await readdir(join(project, "runs"));
  return readFile(join(project, "runs", run!, "weights.safetensors"));
}

test("a file of weights is sent, imported with a report of every tensor, and not kept twice", async ({ openWorkbench, project }) => {
  const directory = await project("finished");
  const buffer = await weightsOfRun(directory);
  const workbench = await openWorkbench(directory);
  const { page, train } = workbench;
  await workbench.goTo("Train");
  await train.openWeights();
  const chooser = page.waitForEvent("filechooser");
  await train.dialog.getByRole("button", { name: "Import a file" }).click();
  await (await chooser).setFiles({ name: "mine.safetensors", mimeType: "application/octet-stream", buffer });
  const report = train.dialog.getByRole("region", { name: "What became of mine.safetensors" });
  await expect(report).toContainText(/\d+ taken, .* unused/);
  await expect.poll(() => readdir(join(directory, "uploads"))).toEqual([]);
});

test("a damaged file is told by its own name, and can be sent again", async ({ openWorkbench, project }) => {
  const directory = await project("finished");
  const whole = await weightsOfRun(directory);
  const workbench = await openWorkbench(directory);
  const { page, train } = workbench;
  await workbench.goTo("Train");
  await train.openWeights();
  const picker = page.locator("input[type=file]");
  await picker.setInputFiles({ name: "mine.pth", mimeType: "", buffer: whole.subarray(0, whole.length / 2) });
  await expect(train.dialog.getByRole("alert")).toContainText("mine.pth");
  await expect(train.dialog.getByRole("alert")).toContainText("Take a whole copy of the file");
  await picker.setInputFiles({ name: "mine.pth", mimeType: "", buffer: whole });
  await expect(train.dialog.getByRole("region", { name: "What became of mine.pth" })).toBeVisible();
});

test("a mean and deviation that the file does not say are typed, checked and told in the report", async ({ openWorkbench, project }) => {
  const directory = await project("finished");
  const buffer = await weightsOfRun(directory);
  const workbench = await openWorkbench(directory);
  const { page, train } = workbench;
  await workbench.goTo("Train");
  await train.openWeights();
  await train.dialog.getByText("When the file does not say enough").click();
  const [mean, deviation] = [train.dialog.getByLabel("Mean of the pixels"), train.dialog.getByLabel("Deviation of the pixels")];
  await mean.fill("0.4");
  await mean.press("Enter");
  await expect(train.dialog.getByRole("alert")).toHaveText("Both, with as many numbers each, or neither.");
  await expect(train.dialog.getByRole("button", { name: "Import a file" })).toBeDisabled();
  await deviation.fill("0.3");
  await deviation.press("Enter");
  await page.locator("input[type=file]").setInputFiles({ name: "own-pixels.safetensors", mimeType: "", buffer });
  const report = train.dialog.getByRole("region", { name: "What became of own-pixels.safetensors" });
  await expect(report).toContainText("0 to 1, less 0.4, divided by 0.3, as you said");
});

test("a file on its way shows how far it is, and stopping it leaves nothing behind", async ({ openWorkbench, project }) => {
  const directory = await project("imported");
  const workbench = await openWorkbench(directory);
  const { page, train } = workbench;
  await workbench.goTo("Train");
  await train.openWeights();
  const network = await page.context().newCDPSession(page);
  await network.send("Network.enable");
  await network.send("Network.emulateNetworkConditions", { offline: false, latency: 0, downloadThroughput: -1, uploadThroughput: 200_000 });
  const buffer = Buffer.alloc(20_000_000);
  await page.locator("input[type=file]").setInputFiles({ name: "slow.safetensors", mimeType: "", buffer });
  await expect(train.dialog.getByRole("progressbar", { name: "Sending slow.safetensors" })).toBeVisible();
  await expect.poll(async () => (existsSync(join(directory, "uploads")) ? await readdir(join(directory, "uploads")) : [])).toHaveLength(1);
  await train.dialog.getByRole("button", { name: "Stop sending" }).click();
  await expect.poll(() => readdir(join(directory, "uploads"))).toEqual([]);
  await expect(train.dialog.getByRole("button", { name: "Import a file" })).toBeEnabled();
});

test("a file that does not arrive is told beside the view, and covers nothing of it", async ({ openWorkbench, project }) => {
  const workbench = await openWorkbench(await project("imported"));
  const { page, train, messages } = workbench;
  await workbench.goTo("Train");
  await page.route(/\/upload\?/, (route) => route.abort());
  await train.openWeights();
  await page.locator("input[type=file]").setInputFiles({ name: "lost.pth", mimeType: "", buffer: Buffer.from("weights") });
  await train.closeDialog();
  await expect(messages).toContainText("lost.pth did not arrive: the connection broke off.");
  const [view, told] = [await page.getByRole("main").boundingBox(), await messages.boundingBox()];
  expect(told!.y).toBeGreaterThanOrEqual(view!.y + view!.height);
  expect(told!.y + told!.height).toBeLessThanOrEqual(page.viewportSize()!.height);
});
