// The main job in the window: from imported data to results, with cancel and resume on the way.
import { digestsOf } from "../fixtures/digests.ts";
import { expect, test } from "../fixtures/test.ts";

test("the pipeline runs from one button to the results, with live curves", async ({ openWorkbench, project }) => {
  const workbench = await openWorkbench(await project("imported"));
  await workbench.expectStep("Primitive learner", "ready");
  await workbench.goTo("Train");
  await workbench.train.startPipeline.click();
  await expect(workbench.job.getByRole("button", { name: "Cancel" })).toBeVisible();
  await workbench.expectStep("Primitive learner", "running");
  await expect(workbench.train.epochs.nth(1)).toBeVisible({ timeout: 60_000 }); // the curve grows while training goes on
  await workbench.expectNoJob();
  await workbench.expectStep("Retraining", "done");
  await workbench.goTo("Results");
  for (const run of ["Primitive", "Control", "VAS"] as const) await expect(workbench.results.accuracyOf(run)).toContainText(/\d+\.\d %/);
});

test("a cancelled training stays at its checkpoint and goes on to the same weights", async ({ openWorkbench, project }) => {
  const directory = await project("imported");
  const workbench = await openWorkbench(directory);
  await workbench.goTo("Train");
  await workbench.train.startPipeline.click();
  await expect(workbench.train.epochs.nth(2)).toBeVisible({ timeout: 60_000 });
  await workbench.cancelJob();
  await expect(workbench.job).toContainText("cancelled");
  await workbench.resumeJob();
  await workbench.expectNoJob();
  await workbench.expectStep("Retraining", "done");
  await workbench.close();
  expect(await digestsOf(directory)).toEqual(await digestsOf(await project("finished")));
});

test("retraining with another selection makes its own VAS and control", async ({ openWorkbench, project }) => {
  const directory = await project("finished");
  const workbench = await openWorkbench(directory);
  await workbench.goTo("Threshold");
  await workbench.threshold.drag(+60);
  await workbench.expectStep("Retraining", "out of date");
  await workbench.threshold.retrain.click();
  await expect(workbench.job).toBeVisible();
  await workbench.expectNoJob();
  await workbench.expectStep("Retraining", "done");
  await workbench.close();
  const [before, after] = [await digestsOf(await project("finished", "before")), await digestsOf(directory)];
  expect(after.primitive).toBe(before.primitive);
  expect(after.vas).not.toBe(before.vas);
});
