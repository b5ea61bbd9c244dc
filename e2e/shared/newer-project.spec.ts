// A project that a later version of the workbench has saved: everything can be seen, nothing can be changed, and the window says why.
import { join } from "node:path";
import { Sql } from "../../core/project/sql.ts";
import { expect, test } from "../fixtures/test.ts";

test("a project of a newer version opens for viewing only", async ({ openWorkbench, project }) => {
  const directory = await project("finished");
  const sql = new Sql(join(directory, "project.sqlite"));
  sql.pragma("user_version = 99");
  sql.close();
  const workbench = await openWorkbench(directory);
  const { threshold, page } = workbench;
  await expect(page.getByText("Read-only: This project was saved by a newer version of the workbench (project format 99")).toBeVisible();
  await workbench.goTo("Train");
  await expect(workbench.train.startPipeline).toBeDisabled();
  await workbench.goTo("Threshold");
  await expect(threshold.faces.first()).toHaveAttribute("aria-label", /distance/);
  const delta = await threshold.delta();
  await threshold.press("ArrowRight", "End");
  await threshold.drag(+80);
  expect(await threshold.delta()).toBe(delta);
  await expect(threshold.retrain).toBeDisabled();
  await workbench.goTo("Results");
  await expect(workbench.results.accuracyOf("VAS")).toContainText(/\d+\.\d %/);
  await expect(workbench.messages.getByRole("article")).toHaveCount(0); // nothing was tried that the engine had to refuse
});
