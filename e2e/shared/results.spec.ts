// What a finished project shows: three accuracies, the honest comparison, the matrix and the mistakes.
import { expect, test } from "../fixtures/test.ts";

test("the accuracies stand side by side, VAS against its control", async ({ openWorkbench, project }) => {
  const workbench = await openWorkbench(await project("finished"));
  await workbench.goTo("Results");
  for (const run of ["Primitive", "Control", "VAS"] as const) await expect(workbench.results.accuracyOf(run)).toContainText(/\d+\.\d %/);
  await expect(workbench.results.difference).toContainText("95 % interval");
  for (const step of ["Primitive learner", "Mining", "Threshold", "Retraining"] as const) await workbench.expectStep(step, "done");
});

test("a cell of the confusion matrix leads to its faces", async ({ openWorkbench, project }) => {
  const workbench = await openWorkbench(await project("finished"));
  const { results } = workbench;
  await workbench.goTo("Results");
  const cells = results.matrix.getByRole("button", { name: /^[1-9]\d* of (\w+) taken for (?!\1)/ });
  const name = (await cells.first().getAttribute("aria-label"))!;
  const [, count, truth, predicted] = /^(\d+) of (\w+) taken for (\w+)/.exec(name)!;
  await results.cell(truth!, predicted!).click();
  const faces = results.mistakes.getByRole("option");
  await expect(faces.first()).toHaveAttribute("aria-setsize", count!);
  await expect(faces.first()).toHaveAttribute("aria-label", new RegExp(`^${truth} taken for ${predicted}`));
});
