// The whole story without a mouse: training, delta, a face, the results, the theme, undo. Nothing is out of reach, and the focus is
// never lost.
import { expect, test } from "../fixtures/test.ts";
import { GalleryPage } from "../pages/gallery.ts";
import { KeyboardUser } from "../pages/keyboard.ts";

test("the pipeline is run, judged and changed by keys alone", async ({ openWorkbench, project }) => {
  const workbench = await openWorkbench(await project("imported"));
  const { page, train, threshold, results, job } = workbench;
  const user = new KeyboardUser(page);

  await user.press("Control+2");
  await user.use(train.startPipeline);
  await user.use(job.getByRole("button", { name: "Cancel" }), "Shift+Tab"); // the job bar comes before the view
  await expect(job).toContainText("cancelled");
  await user.expectFocusInPage();
  await user.use(job.getByRole("button", { name: "Resume" }));
  await workbench.expectNoJob();
  await workbench.expectStep("Retraining", "done");
  await user.expectFocusInPage();

  await user.press("Control+3");
  await user.expectFocusInPage();
  await user.tabTo(threshold.line);
  const before = await threshold.delta();
  await user.press("Shift+ArrowRight");
  const gallery = new GalleryPage(page, "Selected faces");
  await user.tabTo(gallery.box);
  await user.press("Enter");
  await expect(gallery.large).toBeVisible();
  await user.press("ArrowRight", "Escape");
  await gallery.expectRank(2);
  await user.press("Control+z");
  await expect.poll(() => threshold.delta()).toBe(before);

  await user.press("Control+5");
  await user.expectFocusInPage();
  await user.use(results.matrix.getByRole("button").first());
  await expect(results.matrix.getByRole("button").first()).toHaveAttribute("aria-pressed", "true");
  await user.press("ArrowRight");
  await expect(results.matrix.getByRole("button").nth(1)).toBeFocused();
  await expect(results.matrix.getByRole("button", { pressed: true })).toHaveCount(1);
  const theme = page.getByRole("button", { name: "Theme" });
  const root = page.locator("html");
  const worn = await root.getAttribute("data-theme");
  await user.use(theme);
  await expect(root).not.toHaveAttribute("data-theme", worn!);
  await expect(theme).toBeFocused();
});

test("what had the focus and goes away leaves it near", async ({ openWorkbench, project }) => {
  const workbench = await openWorkbench(await project("finished"));
  const { page, threshold } = workbench;
  const user = new KeyboardUser(page);
  await user.press("Control+3");
  await expect(page.getByRole("main", { name: "Threshold" })).toBeFocused();
  await user.tabTo(threshold.line);
  await user.press("ArrowRight");
  const undo = page.getByRole("button", { name: "Undo" });
  await expect(undo).toBeEnabled();
  await user.tabTo(undo, "Shift+Tab");
  while (await undo.isEnabled()) await user.press("Enter"); // the recipe and the selection of this project were changed before
  await expect(undo).toBeFocused();
  await user.press("Control+5");
  await expect(page.getByRole("main", { name: "Results" })).toBeVisible();
  await expect(undo).toBeFocused(); // it stays where it is as long as that is there
});
