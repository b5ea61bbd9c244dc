// Distillation in the window: images form, are looked at through time, are retrained with and probed, and are told apart from another
// learner's.
import { expect, test } from "../fixtures/test.ts";

test("images form checkpoint by checkpoint, after a cancel too", async ({ openWorkbench, project }) => {
  const workbench = await openWorkbench(await project("finished"));
  const { distil } = workbench;
  await workbench.expectStep("Distillation", "ready");
  await workbench.goTo("Distil");
  await distil.type("Schedule", "Outer epochs", "12");
  await distil.type("Schedule", "Checkpoint every", "1");
  await distil.type("Schedule", "Real batch", "16");
  await distil.distil.click();
  await workbench.expectStep("Distillation", "running");
  await expect(distil.image(/, epoch 1$/).first()).toBeVisible({ timeout: 60_000 });
  await distil.expectPicture(distil.image(/, epoch 1$/).first());
  await workbench.cancelJob();
  await expect(workbench.job).toContainText("cancelled");
  await distil.distillations.getByRole("button", { name: "Resume" }).click();
  await workbench.expectNoJob();
  await workbench.expectStep("Distillation", "done");
  await distil.expectPicture(distil.image(/, epoch 12$/).first());
  await distil.show("Curves");
  await expect(workbench.page.getByRole("table", { name: "Loss of the whole source" }).getByRole("row")).toHaveCount(5);
});

test("time goes by slider and by keys, and plays", async ({ openWorkbench, project }) => {
  const workbench = await openWorkbench(await project("distilled"));
  const { distil, page } = workbench;
  await workbench.goTo("Distil");
  await expect(distil.lookedAt(/, epoch 4$/)).toHaveCount(1); // the newest, until somebody looks elsewhere
  await distil.time.focus();
  await page.keyboard.press("Home");
  await expect(distil.lookedAt(/, start$/)).toHaveCount(1);
  await page.keyboard.press("ArrowRight");
  await expect(distil.lookedAt(/, epoch 2$/)).toHaveCount(1);
  await distil.lookedAt(/, epoch 2$/).focus();
  await page.keyboard.press("ArrowDown");
  await expect(distil.lookedAt(/, epoch 2$/)).toBeFocused();
  await page.keyboard.press("End");
  await expect(distil.lookedAt(/, epoch 4$/)).toBeFocused();
  await expect(distil.selected.getByRole("region", { name: "Nearest real samples" }).getByRole("img").first()).toBeVisible();

  await page.keyboard.press("Enter");
  await expect(distil.large).toContainText(", epoch 4");
  await page.keyboard.press("ArrowLeft");
  await expect(distil.large).toContainText(", epoch 2");
  await page.keyboard.press("Escape");
  await expect(distil.large).toHaveCount(0);

  const contrast = distil.selected.getByRole("slider", { name: "Contrast" });
  const picture = distil.lookedAt(/, epoch 2$/).locator("img");
  const before = await picture.getAttribute("src");
  await contrast.press("ArrowRight");
  await expect(picture).not.toHaveAttribute("src", before!);
  await distil.expectPicture(distil.lookedAt(/, epoch 2$/));
});

test("DAS is compared with anchors alone and with what takes the images' place", async ({ openWorkbench, project }) => {
  test.setTimeout(400_000);
  const workbench = await openWorkbench(await project("distilled"));
  const { distil } = workbench;
  await workbench.goTo("Distil");
  await distil.show("DAS");
  await distil.das.getByRole("button", { name: "Retrain with distilled images (DAS)" }).click();
  await expect(workbench.job).toBeVisible();
  await workbench.expectNoJob(300_000);
  const table = distil.das.getByRole("table", { name: "Accuracy by mode and images" });
  for (const images of ["Anchors alone", "Distilled (DAS)", "Random mined", "Nearest to centroid", "Class mean"]) {
    await expect(table.getByRole("row").filter({ hasText: images }).first()).toContainText(/\d+\.\d/);
  }
  await expect(distil.das.getByRole("listitem")).toContainText([/^Union: /]);
  await workbench.goTo("Results");
  await expect(workbench.page.getByRole("region", { name: "Retraining with distilled images" })).toContainText("Anchors alone");
});

test("the pattern is probed, and Fig. 4 says how to get what is missing", async ({ openWorkbench, project }) => {
  const workbench = await openWorkbench(await project("distilled"));
  const { distil } = workbench;
  await workbench.goTo("Distil");
  await distil.type("Schedule", "Real batch", "8");
  await distil.distil.click(); // another run, which keeps the same checkpoints: the second control
  await expect(workbench.job).toBeVisible();
  await workbench.expectNoJob();
  await distil.show("Fig. 7");
  await distil.figure7.getByRole("radio", { name: "epochs 2 to 4" }).check();
  await distil.figure7.getByRole("button", { name: "Probe the pattern" }).click();
  await expect(workbench.job).toBeVisible();
  await workbench.expectNoJob();
  const last = distil.figure7.getByRole("table", { name: "After the last epoch" });
  await expect(last.getByRole("row", { name: /^Distilled \d/ })).toBeVisible();
  await expect(last.getByRole("row", { name: /^Noise/ })).toBeVisible();
  await expect(last.getByRole("row", { name: /^Another distillation's images \d/ })).toBeVisible();
  await expect(distil.figure7).toContainText("of epochs 2 to train on");
  await expect(distil.figure7.getByRole("note")).toContainText("near-duplicates");

  await distil.show("Fig. 4");
  await expect(distil.figure4.getByRole("img", { name: /^Mined with anchor A: / }).first()).toBeVisible();
  await expect(distil.figure4).toContainText("Distil with the source “anchor set”.");
});

test("images of another learner are marked, wherever they are looked at", async ({ openWorkbench, project }) => {
  const workbench = await openWorkbench(await project("distilled"));
  const { distil, train, page } = workbench;
  await workbench.goTo("Train");
  const seed = train.network.getByLabel("Seed", { exact: true });
  await seed.fill("2");
  await seed.press("Enter");
  await train.trainPrimitive.click();
  await expect(workbench.job).toBeVisible();
  await workbench.expectNoJob();
  await workbench.goTo("Distil");
  await expect(page.getByRole("alert")).toContainText("Made for another learner");
  await expect(distil.distillations.getByLabel("for another learner")).toBeVisible();
  await distil.show("DAS");
  await expect(page.getByRole("alert")).toContainText("Made for another learner");
});

test("a preset, a value of one's own, and undo", async ({ openWorkbench, project }) => {
  const workbench = await openWorkbench(await project("imported"));
  const { distil } = workbench;
  await workbench.goTo("Distil");
  const preset = distil.recipe.getByLabel("Recipe", { exact: true });
  await preset.selectOption("printed");
  await expect(await distil.field("Steps", "Repeats")).toHaveValue("1");
  await distil.type("Steps", "Repeats", "3");
  await expect(distil.recipe.getByRole("alert")).toHaveText("As printed, it is applied once.");
  await expect(preset.locator("option:checked")).toHaveText("own values");
  await workbench.undo();
  await expect(preset).toHaveValue("printed");
  await expect(distil.distil).toBeDisabled(); // nothing is trained here
});
