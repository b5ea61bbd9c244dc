// The first start: the demonstration begins by itself, with Cancel beside it; a later start leaves a cancelled one alone.
import { openDesktop } from "../fixtures/desktop.ts";
import { expect, test } from "../fixtures/test.ts";
import { Workbench } from "../pages/workbench.ts";

test("the demonstration begins by itself and can be cancelled", async ({ folder }) => {
  const first = await openDesktop(folder, null);
  const workbench = new Workbench(first.page);
  await expect(first.page.getByRole("main", { name: "Train" })).toBeVisible(); // where the curves will grow
  await expect(workbench.job.getByRole("progressbar")).toBeVisible();
  await expect.poll(() => workbench.jobFraction(), { timeout: 60_000 }).toBeGreaterThan(0);
  await workbench.cancelJob();
  await expect(workbench.job).toContainText("cancelled");
  await expect(workbench.job.getByRole("button", { name: "Resume" })).toBeVisible();
  await first.app.close();

  const second = await openDesktop(folder, null);
  const later = new Workbench(second.page);
  await expect(later.job).toContainText("cancelled");
  await second.app.close();
});

test("a demonstration that was cut short by quitting goes on at the next start", async ({ folder }) => {
  const first = await openDesktop(folder, null);
  await expect(new Workbench(first.page).job.getByRole("progressbar")).toBeVisible();
  await first.app.close();
  const second = await openDesktop(folder, null);
  await expect(new Workbench(second.page).job.getByRole("progressbar")).toBeVisible();
  await second.app.close();
});
