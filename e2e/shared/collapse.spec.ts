// Class collapse, the first thing to see before any retraining: it is said by name, and each thing that helps is one button.
import { expect, test } from "../fixtures/test.ts";

test("a selection of one class warns, and is mended by a cap, by per-class deltas or by the other rule", async ({
  openWorkbench,
  project,
}) => {
  const workbench = await openWorkbench(await project("finished"));
  const { threshold } = workbench;
  await workbench.goTo("Threshold");
  const only = (await threshold.faces.first().getAttribute("aria-label"))!.split(",")[0]!;

  await threshold.typeDelta(2);
  await expect(threshold.collapse).toContainText("Nothing is selected: no pool image reaches the threshold.");
  await threshold.typeOwnDelta(only, 0);
  await expect(threshold.collapse).toContainText(new RegExp(`${only} holds 100 % of the selection`, "i"));
  await expect(threshold.collapse).toContainText("No sample is selected for");
  const all = await threshold.countOf(only);
  expect(all).toBeGreaterThan(7);

  const seventh = Math.ceil(all / 7);
  await threshold.collapse.getByRole("button", { name: `Cap at ${seventh}` }).click();
  await expect.poll(() => threshold.countOf(only)).toBe(seventh);
  await expect(threshold.capPerClass).toHaveValue(String(seventh));
  expect(await threshold.selectedCount()).toBe(seventh);
  await threshold.expectGalleryToFollow();

  await threshold.collapse.getByRole("button", { name: "Per-class delta" }).click();
  await expect.poll(() => threshold.selectedCount()).toBeGreaterThan(await threshold.countOf(only));
  await threshold.expectGalleryToFollow();

  await workbench.undo();
  await threshold.collapse.getByRole("button", { name: "Confidence rule" }).click();
  await expect(threshold.rule("Confidence")).toBeChecked();
  await expect(workbench.page.getByRole("heading", { name: "Confidences of the pool" })).toBeVisible();
  await expect(threshold.collapse.getByRole("button", { name: "Confidence rule" })).toHaveCount(0);
});

test("a class that got its own delta keeps it while the line is dragged", async ({ openWorkbench, project }) => {
  const workbench = await openWorkbench(await project("finished"));
  const { threshold } = workbench;
  await workbench.goTo("Threshold");
  const own = (await threshold.faces.first().getAttribute("aria-label"))!.split(",")[0]!;
  await threshold.typeOwnDelta(own, 0);
  const count = await threshold.countOf(own);
  const selected = await threshold.selectedCount();
  await threshold.drag(+80);
  expect(await threshold.countOf(own)).toBe(count);
  expect(await threshold.selectedCount()).toBeLessThan(selected);
});
