// Pool pictures that cannot be read take no part, and each is listed with its reason.
import { rm, truncate, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { withEpochs } from "../../core/recipe.ts";
import { withProject } from "../fixtures/engine.ts";
import { expect, test } from "../fixtures/test.ts";

test("a pool picture that is cut short and one that is empty are listed after mining; one that is gone was left out before", async ({
  faces,
  folder,
  openWorkbench,
}) => {
  const data = await faces();
  await truncate(join(data, "images", "pool-00003.jpg"), 300);
  await writeFile(join(data, "images", "pool-00005.jpg"), "");
  await rm(join(data, "images", "pool-00007.jpg"));
  const directory = join(folder, "project");
  await withProject(directory, async (project) => {
    await project.finished((await project.request("data.import", { directory: data, classes: null })).jobId);
    const { recipe } = await project.request("project.state", {});
    await project.request("recipe.save", { recipe: { ...recipe, primitive: withEpochs(recipe.primitive, 1) } });
    await project.finished((await project.request("job.start", { kind: "primitive" })).jobId);
  });

  const workbench = await openWorkbench(directory);
  await workbench.goTo("Data");
  await expect(workbench.data.skipped).toContainText("Known after mining.");
  await workbench.goTo("Train");
  await workbench.train.minePool.click();
  await workbench.expectStep("Mining", "done");
  await workbench.goTo("Data");
  await expect(workbench.data.skipped).toContainText("2 could not be read and take no part.");
  await expect(workbench.data.skippedFiles).toContainText([/pool-00003\.jpg.+/s, /pool-00005\.jpg.+/s]);
});
