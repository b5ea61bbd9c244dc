// Other rules than the paper's margin: thresholds found for each class, agreement, and all of them in one table.
import { expect, test } from "../fixtures/test.ts";

test("thresholds are found for each class, and can be moved like any other", async ({ openWorkbench, project }) => {
  const workbench = await openWorkbench(await project("finished"));
  const { threshold } = workbench;
  await workbench.goTo("Threshold");
  await expect(threshold.way("FlexMatch")).toHaveCount(0); // it is about the confidence
  await threshold.rule("Confidence").check();
  await threshold.findBy.selectOption("FlexMatch");
  await threshold.find.click();
  await expect(threshold.ownDeltas).toHaveCount(7);
  for (const own of await threshold.ownDeltas.all()) await expect(own).toHaveValue(/^0\.\d{4}$/);
  await threshold.expectGalleryToFollow();

  const name = (await threshold.faces.first().getAttribute("aria-label"))!.split(",")[0]!;
  await threshold.typeOwnDelta(name, 2);
  await expect.poll(() => threshold.countOf(name)).toBe(0);
  await workbench.undo();
  await expect.poll(() => threshold.countOf(name)).toBeGreaterThan(0);

  await threshold.findBy.selectOption("Ada-CM");
  await expect(threshold.find).toHaveAttribute("aria-disabled", "true"); // held-out anchors come from a calibration
  await threshold.anchors.selectOption("trained on");
  await threshold.find.click();
  const ownDeltas = async () => Promise.all((await threshold.ownDeltas.all()).map((own) => own.inputValue()));
  await expect(async () => {
    const given = (await ownDeltas()).filter((own) => own !== ""); // a class without a right anchor follows the common one
    expect(given.length).toBeGreaterThan(0);
    expect(Math.min(...given.map(Number))).toBeGreaterThanOrEqual(0.8);
  }).toPass();
});

test("agreement leaves out what centroid and classifier see differently, at once and exactly", async ({ openWorkbench, project }) => {
  const workbench = await openWorkbench(await project("finished"));
  const { threshold } = workbench;
  await workbench.goTo("Threshold");
  await threshold.typeDelta(0);
  const all = await threshold.selectedCount();
  await threshold.agreement.check();
  expect(await threshold.selectedCount()).toBeLessThan(all);
  await threshold.expectGalleryToFollow();
  await workbench.undo();
  await expect(threshold.agreement).not.toBeChecked();
  await expect.poll(() => threshold.selectedCount()).toBe(all);
});

test("rules are compared in one table, the finished ones at once", async ({ openWorkbench, project }) => {
  const workbench = await openWorkbench(await project("finished"));
  const { rules } = workbench.results;
  await workbench.goTo("Results");
  await expect(rules).toContainText("Nothing was compared yet.");
  await rules.getByRole("button", { name: "Compare rules" }).click();
  const margin = rules.getByRole("row", { name: /^Margin/ });
  await expect(margin).toContainText(/\d+\.\d %.*[+−]\d+\.\d \(/, { timeout: 60_000 });
  await workbench.cancelJob();
  await expect(rules.getByRole("button", { name: "Compare again" })).toBeEnabled();
  await workbench.expectStep("Retraining", "done"); // a comparison changes none of the steps
});
