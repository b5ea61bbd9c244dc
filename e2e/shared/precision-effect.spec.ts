// What bfloat16 changes is measured and shown before anybody relies on it; a machine without it says so.
import { expect, test } from "../fixtures/test.ts";

test("mining in bfloat16 asks for its effect to be measured, and shows it beside float32", async ({ openWorkbench, project }) => {
  const workbench = await openWorkbench(await project("finished"));
  const { mining } = workbench.train;
  await workbench.goTo("Train");
  await mining.getByLabel("Mining in").selectOption("bfloat16");
  const hint = mining.getByRole("note");
  await expect(hint).toContainText("What bfloat16 changes for this learner was not measured yet");
  await workbench.expectStep("Mining", "done");
  await mining.getByRole("button", { name: "Measure the effect" }).click();

  const effect = mining.getByRole("table", { name: "Effect of bfloat16" });
  const refused = workbench.job.getByText("Choose float32");
  await expect(effect.or(refused)).toBeVisible({ timeout: 60_000 });
  if (await refused.isVisible()) return expect(hint).toBeVisible(); // still not measured
  await expect(effect.getByRole("row", { name: /^Accuracy on anchors/ })).toContainText(/\d+\.\d %\s*\d+\.\d %/);
  await expect(effect.getByRole("row", { name: /^Selected at delta 0\.\d{4}/ })).toBeVisible();
  await expect(effect.getByRole("row", { name: /^Same pseudo-label/ })).toContainText("%");
  await expect(mining).toContainText("On 56 anchors and 240 pictures of the pool, drawn at random.");
  await expect(hint).toHaveCount(0);
  await workbench.undo();
  await expect(mining.getByLabel("Mining in")).toHaveValue("float32");
  await expect(effect).toBeVisible(); // a measurement is nothing to undo
});
