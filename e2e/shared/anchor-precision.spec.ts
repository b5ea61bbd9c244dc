// What precision to expect, asked for: judged on anchors that no fold has seen, with its interval, and never passed off as the pool's.
import { expect, test } from "../fixtures/test.ts";

test("the precision on out-of-fold anchors is asked for, and shows its interval and what it is about", async ({
  openWorkbench,
  project,
}) => {
  const workbench = await openWorkbench(await project("finished"));
  const { threshold } = workbench;
  await workbench.goTo("Threshold");
  await expect(threshold.expectedPrecision).toContainText("on anchors, not on the pool");
  await threshold.press("Home"); // every anchor counts
  await threshold.expectedPrecision.getByRole("button", { name: "Calibrate" }).click();
  await expect(workbench.job).toBeVisible();
  await workbench.expectNoJob();
  await expect(threshold.expectedPrecision).toContainText(/\d+\.\d % \(\d+\.\d % to \d+\.\d %\)/);
  await expect(threshold.expectedPrecision).toContainText("56 out-of-fold anchors, 5 folds, people kept apart; 95 % interval");
  await expect(threshold.expectedPrecision).toContainText("on anchors, not on the pool");
});
