// A table of the paper run from the window: sets that the command line made known, a pool and a network chosen in the dialog, one row.
import { join } from "node:path";
import { writeClassFolders } from "../../core/datasets/miniatures/class-folders.ts";
import { writeRafDb } from "../../core/datasets/miniatures/raf-db.ts";
import { expect, test } from "../fixtures/terminal.ts";
import { KeyboardUser } from "../pages/keyboard.ts";
import { TableSetupPage } from "../pages/table-setup.ts";

test.use({ host: "browser" });

test("a row is run with what was chosen in the dialog, and has its number, control and interval", async ({
  folder,
  omnifer,
  openWorkbench,
}) => {
  const [raf, faces, project] = ["RAF-DB", "web-faces", "project"].map((name) => join(folder, name)) as [string, string, string];
  await writeRafDb({ directory: raf, seed: 1 });
  await writeClassFolders({ directory: faces, seed: 2, layout: "pool", train: 6 });
  for (const directory of [raf, faces])
    expect(await omnifer("data", "add", directory, "--project", project).ended).toMatchObject({ status: 0 });

  const workbench = await openWorkbench(project);
  const { page, tables, job } = workbench;
  const setup = new TableSetupPage(page);
  const user = new KeyboardUser(page);
  const das = tables.row(/^Details of DAS \+ VGG-F \(Ours\)/);
  await workbench.goTo("Tables");
  await expect(das).toContainText("Not run yet: needs an auxiliary pool and weights of VGG-Face");

  await test.step("each choice is saved at once, and undone in the window", async () => {
    await user.use(setup.open);
    await expect(setup.field("RAF-DB")).toHaveValue(/^set-/);
    await setup.choose("Auxiliary pool", "RAF-DB");
    await expect(setup.dialog.getByRole("alert")).toHaveText("The pool must not be RAF-DB, whose faces the tables train and test on.");
    await setup.choose("Auxiliary pool", "Class folders · web-faces");
    await expect(setup.dialog.getByRole("alert")).toHaveCount(0);
    await setup.close();
    await expect(setup.open).toBeFocused();
    await expect(das).toContainText("Not run yet: needs weights of VGG-Face");
    await user.press("Control+z", "Control+z");
    await expect(das).toContainText("needs an auxiliary pool and weights of VGG-Face");
    await user.press("Control+Shift+z", "Control+Shift+z");
    await expect(das).toContainText("Not run yet: needs weights of VGG-Face");
  });

  await test.step("a small network in the place of both needs no file", async () => {
    await tables.needed.getByRole("button", { name: "Choose data sets and weights" }).click();
    await setup.dialog.getByRole("button", { name: "Pretrained weights" }).click();
    await user.press("Escape");
    await expect(page.getByRole("dialog")).toHaveAccessibleName("What the tables run with"); // which it was opened from
    await setup.choose("Trained", "Compact, in the place of both");
    await expect(setup.field("Trained")).toHaveAccessibleDescription("Compares nothing with published numbers");
    for (const label of ["Seeds", "Epochs", "Retraining epochs", "Distillation epochs"]) await setup.type(label, 1);
    await setup.type("Picture size", 16);
    await setup.type("Share", 90);
    await setup.close();
    await expect(
      page.getByText(
        "RAF-DB · pool web-faces · Compact in the place of both networks: no comparison with published numbers · 16 px · 1 seed",
      ),
    ).toBeVisible();
    await expect(das).toContainText("Not run yet");
    await expect(das).not.toContainText("needs");
  });

  await user.use(das.getByRole("button", { name: "Run DAS + VGG-F (Ours)" }));
  await expect(job.getByRole("progressbar")).toBeVisible();
  await expect(job).toContainText("VGG-F on RAF-DB, seed 1");
  const cells = das.getByRole("cell");
  await expect(cells.nth(1)).toContainText(/^\d+\.\d\d 1 seed/, { timeout: 90_000 });
  await expect(cells.nth(2)).toHaveText("–"); // compares nothing with a published number
  await expect(cells.nth(3).getByRole("img")).toHaveAccessibleName(/points against Control of DAS \+ VGG-F, 95 % interval/);
  await expect(tables.row(/Control of DAS \+ VGG-F/)).toContainText("1 seed");
  await expect(tables.row(/VAS \+ VGG-F \(Ours\)/).last()).toContainText("Not run yet");
  await tables.tab("5 → JAFFE").check({ force: true }); // the radio button lies under its coat
  await expect(tables.row(/^Details of VGG-F /).first()).toContainText("Not run yet: needs JAFFE");

  await test.step("numbers belong to the choices that they were run with", async () => {
    await tables.tab("1 RAF-DB").check({ force: true });
    await setup.open.click();
    await setup.type("Epochs", 2);
    await setup.close();
    await expect(das).toContainText("Not run yet");
    await page.keyboard.press("Control+z");
    await expect(cells.nth(1)).toContainText("1 seed");
  });
});
