// What is set up in Train: networks with what they cost, recipes, runs to go back to.
import { expect, test } from "../fixtures/test.ts";

test("a large network shows its cost, and begins at random only when that is chosen", async ({ openWorkbench, project }) => {
  const workbench = await openWorkbench(await project("imported"));
  const { train } = workbench;
  await workbench.goTo("Train");
  await expect(train.network).toContainText("1.13 M parameters, 75.0 M multiply-adds");
  await train.chooseNetwork("VGG-Face");
  await expect(train.network).toContainText("134 M parameters, 15.5 G multiply-adds");
  await expect(train.network.getByRole("note")).toContainText("vgg_face_dag.pth");
  await expect(train.startPipeline).toBeDisabled();
  await train.network.getByRole("button", { name: "Start from the seed instead" }).click();
  await expect(train.network.getByRole("radio", { name: "The seed" })).toBeChecked();
  await expect(train.startPipeline).toBeEnabled();

  const size = train.network.getByLabel("Input size");
  await size.fill("600");
  await size.press("Enter");
  await expect(train.network.getByRole("alert")).toHaveText("Between 32 and 512.");
  await size.fill("112");
  await size.press("Enter");
  await expect(train.network).toContainText(/112×112.*134 M parameters, [34]\.\d+ G multiply-adds/);

  await workbench.undo();
  await workbench.undo();
  await workbench.undo();
  await expect(train.network.getByRole("radio", { name: "Compact" })).toBeChecked();
  await expect(size).toHaveValue("48");
});

test("a recipe is changed, saved, compared, renamed, deleted and brought back", async ({ openWorkbench, project }) => {
  const workbench = await openWorkbench(await project("imported"));
  const { train } = workbench;
  await workbench.goTo("Train");
  const chosen = train.recipe.getByLabel("Recipe", { exact: true });
  await chosen.selectOption("scratch");
  await expect(chosen).toHaveValue("scratch");
  await train.type("Pictures", "Rotation", "10");
  await train.type("Loss", "Label smoothing", "0.1");
  await (await train.field("Loss", "Class weights")).selectOption("balanced");
  await expect(chosen.locator("option:checked")).toHaveText("own values");

  await train.recipe.getByRole("button", { name: "Save as" }).click();
  await train.dialog.getByLabel("Name of the new recipe").fill("paper");
  await train.dialog.getByRole("button", { name: "Save", exact: true }).click();
  await expect(train.dialog.getByRole("alert")).toHaveText("There is a recipe called “paper” already.");
  await train.dialog.getByLabel("Name of the new recipe").fill("turned");
  await train.dialog.getByRole("button", { name: "Save", exact: true }).click();
  await expect(train.dialog.getByRole("row", { name: /^turned saved 25/ })).toBeVisible();

  await train.dialog.getByLabel("Second recipe").selectOption("scratch");
  await expect(train.compared("Rotation")).toContainText("±10°");
  await expect(train.compared("Class weights")).toContainText(/balanced\s*equal/);
  await expect(train.compared("Momentum")).toHaveCount(0);
  await train.dialog.getByLabel("All fields").check();
  await expect(train.compared("Momentum")).toBeVisible();

  await train.dialog.getByRole("button", { name: "Rename turned" }).click();
  await train.dialog.getByLabel("New name of turned").fill("smooth");
  await train.dialog.getByLabel("New name of turned").press("Enter");
  await expect(train.dialog.getByRole("row", { name: /^smooth saved/ })).toBeVisible();
  await expect(train.dialog.getByRole("row", { name: /^turned/ })).toHaveCount(0);
  await train.dialog.getByRole("button", { name: "Delete smooth" }).click();
  await expect(train.dialog.getByRole("row", { name: /^smooth/ })).toHaveCount(0);
  await train.closeDialog();
  await expect(chosen.locator("option:checked")).toHaveText("own values");
  await workbench.undo();
  await expect(chosen.locator("option:checked")).toHaveText("smooth");
});

test("values that make no sense together are told at their field, also when it is folded", async ({ openWorkbench, project }) => {
  const workbench = await openWorkbench(await project("imported"));
  const { train } = workbench;
  await workbench.goTo("Train");
  await (await train.field("Validation", "Kept epoch")).selectOption("best");
  await expect(await train.field("Validation", "Kept epoch")).toHaveAccessibleDescription(/Needs a validation share/);
  await train.type("Validation", "Validation share", "20");
  await expect(await train.field("Validation", "Kept epoch")).not.toHaveAccessibleDescription(/Needs/);
  await expect(train.recipe.locator("summary", { hasText: "Validation" })).toContainText("20 %, keeps the best");
  await (await train.field("Loss", "Class weights")).selectOption("own");
  await train.type("Loss", "Weights by class", "1, 2");
  await expect(train.recipe.getByRole("alert")).toHaveText("One weight a class, 7 in all.");
});

test("every run is listed; its curves and its recipe are shown, compared and used again", async ({ openWorkbench, project }) => {
  const workbench = await openWorkbench(await project("finished"));
  const { train } = workbench;
  await workbench.goTo("Train");
  await expect(train.runs.getByRole("row")).toHaveCount(4); // with their head
  await train.showRun("Primitive");
  await expect(train.epochs).toHaveCount(8);
  await expect(train.run(/^Primitive: Compact/)).toContainText(/Test after the last epoch: \d+\.\d %, mean class \d+\.\d %\./);
  const epoch = train.run(/^Primitive: Compact/).getByRole("slider", { name: "Epoch" });
  await expect(epoch).toHaveAttribute(
    "aria-valuetext",
    /^Epoch 8: Loss \d\.\d+, Accuracy \d+\.\d %, Learning rate 0\.0005, Images\/s \d+$/,
  );
  await epoch.press("ArrowLeft");
  await expect(epoch).toHaveAttribute("aria-valuetext", /^Epoch 7: .* Learning rate 0\.0005/);
  await train.showRun("VAS");
  await expect(train.epochs).toHaveCount(2);
  const run = train.run(/^VAS: Compact/);
  await run.getByRole("radio", { name: "Recipe" }).check();
  await expect(run.getByRole("table", { name: "Recipe" }).getByRole("row", { name: "Batch size" })).toContainText("16");
  await run.getByLabel("Compare with").selectOption({ index: 2 });
  await expect(train.compared("Epochs")).toContainText(/2\s*8/);

  await train.type("Schedule", "Epochs", "5");
  await train.showRun("Primitive");
  await train
    .run(/^Primitive: Compact/)
    .getByRole("button", { name: "Use again" })
    .click();
  await expect(await train.field("Schedule", "Epochs")).toHaveValue("8");
  await workbench.expectStep("Primitive learner", "done");
  await workbench.undo();
  await expect(await train.field("Schedule", "Epochs")).toHaveValue("5");
});

test("a run with a validation split shows its last and its best epoch, and which of them is handed on", async ({
  openWorkbench,
  project,
}) => {
  const workbench = await openWorkbench(await project("imported"));
  const { train } = workbench;
  await workbench.goTo("Train");
  await train.type("Schedule", "Epochs", "3");
  await train.type("Validation", "Validation share", "20");
  await (await train.field("Validation", "Kept epoch")).selectOption("best");
  await expect(train.recipe.locator("summary", { hasText: "Validation" })).toContainText("keeps the best");
  await train.trainPrimitive.click();
  const tested = train.run(/^Primitive: Compact/).getByRole("table", { name: "Test of the last and of the best epoch" });
  await expect(tested.getByRole("row", { name: /^Last, epoch 3/ })).toContainText(/(\d+\.\d %.*){3}/);
  await expect(tested.getByRole("row", { name: /^Last, epoch 3/ })).not.toContainText("handed on");
  await expect(tested.getByRole("row", { name: /^Best, epoch [1-3]/ })).toContainText("handed on");
});

test("an interrupted run is resumed from the list of runs", async ({ openWorkbench, project }) => {
  const workbench = await openWorkbench(await project("imported"));
  const { train } = workbench;
  await workbench.goTo("Train");
  await train.type("Schedule", "Epochs", "24"); // long enough to be interrupted
  await expect(train.recipe.locator("summary", { hasText: "Schedule" })).toContainText("24 epochs");
  await train.trainPrimitive.click();
  await expect(train.epochs.nth(1)).toBeVisible({ timeout: 60_000 });
  await expect(train.runs).toContainText("in training");
  await workbench.cancelJob();
  await expect(workbench.job).toContainText("cancelled");
  await train.runs.getByRole("button", { name: "Resume" }).click();
  await workbench.expectNoJob();
  await expect(train.epochs).toHaveCount(24);
  await expect(train.runs.getByRole("row").nth(1)).toContainText(/\d+\.\d %/);
});

test("the built-in weights tell what became of their tensors before anything starts from them", async ({ openWorkbench, project }) => {
  const workbench = await openWorkbench(await project("imported"));
  const { train } = workbench;
  await workbench.goTo("Train");
  await train.openWeights();
  await expect(train.dialog.getByRole("region", { name: "What became of face-api" })).toContainText(
    "108 taken, 81 of them turned or changed, 9 unused",
  );
  await expect(workbench.messages).toBeEmpty();
});
