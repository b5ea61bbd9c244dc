// The pictures of README.md: the program itself, on a copy of a finished demonstration (`omnifer demo DIR --once` makes one, and
// `omnifer distill --project DIR` distils it).
//
//   OMNIFER_PICTURES=DIR npm test -- e2e pictures
import { cp } from "node:fs/promises";
import { basename, join, resolve } from "node:path";
import { root } from "../fixtures/built.ts";
import { expect, type OpenWorkbench, test } from "../fixtures/test.ts";

const demonstration = resolve(process.env.OMNIFER_PICTURES ?? "");

let workbench: OpenWorkbench;
test.beforeEach(async ({ folder, openWorkbench }) => {
  const copy = join(folder, basename(demonstration));
  await cp(demonstration, copy, { recursive: true });
  workbench = await openWorkbench(copy);
  await workbench.expectStep("Retraining", "done");
  await workbench.useTheme("light");
});

const takePicture = (name: string): Promise<unknown> =>
  workbench.page.screenshot({ path: join(root, "docs", "images", `${name}.png`), animations: "disabled" });

/** Every image of the view is there. */
async function expectImages(): Promise<void> {
  const images = workbench.page.getByRole("main").locator("img");
  await expect
    .poll(() => images.evaluateAll((all) => all.length > 0 && all.every((image) => (image as HTMLImageElement).complete)))
    .toBe(true);
}

test("threshold-light.png", async () => {
  await workbench.goTo("Threshold");
  await expect(workbench.threshold.line).toBeVisible();
  await expectImages();
  await takePicture("threshold-light");
});

test("train-light.png", async () => {
  await workbench.goTo("Train");
  await workbench.train.showRun("VAS");
  await expect(workbench.train.epochs.first()).toBeVisible();
  await takePicture("train-light");
});

test("distil-light.png", async () => {
  await workbench.goTo("Distil");
  await expect(workbench.distil.selected.locator("img").last()).toBeVisible();
  await expectImages();
  await takePicture("distil-light");
});

test("tables-light.png", async () => {
  await workbench.goTo("Tables");
  await expect(workbench.tables.claims).toBeVisible();
  await takePicture("tables-light");
});

test("figures-light.png", async () => {
  await workbench.goTo("Figures");
  await workbench.figures.show("Fig. 3");
  await expect(workbench.figures.selected).toBeVisible();
  await expectImages();
  await takePicture("figures-light");
});
