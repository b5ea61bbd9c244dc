// One's own folder of faces, brought in through the window: the dialog is answered by the test, everything behind it is real.
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { ElectronApplication } from "@playwright/test";
import { writeClassFolders } from "../../core/datasets/miniatures/class-folders.ts";
import { writeRafDb } from "../../core/datasets/miniatures/raf-db.ts";
import { openDesktop } from "../fixtures/desktop.ts";
import { withProject } from "../fixtures/engine.ts";
import { test as base, expect } from "../fixtures/test.ts";
import { TableSetupPage } from "../pages/table-setup.ts";
import { Workbench } from "../pages/workbench.ts";

const test = base.extend<{ app: ElectronApplication; workbench: Workbench }>({
  app: async ({ folder }, use) => {
    const directory = join(folder, "my study");
    await withProject(directory, async () => {}); // there, and empty: a new one would begin with the demonstration
    const { app } = await openDesktop(folder, directory);
    await use(app);
    await app.close();
  },
  workbench: async ({ app }, use) => {
    const workbench = new Workbench(await app.firstWindow());
    await workbench.isReady();
    await workbench.goTo("Data");
    await use(workbench);
  },
});

/** What the user chooses in the folder dialog from now on; null closes it. */
const chooseFolder = (app: ElectronApplication, directory: string | null): Promise<void> =>
  app.evaluate(({ dialog }, chosen) => {
    dialog.showOpenDialog = async () => ({ canceled: chosen === null, filePaths: chosen === null ? [] : [chosen] });
  }, directory);

test("a folder of one's own is imported, and its pictures appear", async ({ app, faces, workbench }) => {
  const { data, page } = workbench;
  await chooseFolder(app, null);
  await data.importFolder.click();
  await expect(page.getByText("No data set yet")).toBeVisible();
  await chooseFolder(app, await faces());
  await data.importFolder.click();
  await expect(data.dataset("faces")).toContainText(/Anchor set\s*56\s*Auxiliary pool\s*240\s*Test set\s*28/);
  const picture = page.getByRole("listbox", { name: "Pictures" }).getByRole("option").first().locator("img");
  await expect.poll(() => picture.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(16);
  await workbench.expectStep("Primitive learner", "ready");
});

test("a wrong label is told by file, line and mend; mended, the folder is imported", async ({ app, faces, workbench }) => {
  const folder = await faces();
  const labels = join(folder, "labels.csv");
  const rows = (await readFile(labels, "utf8")).split("\n");
  const misspelt = rows.map((row, index) => (index === 4 ? row.replace(/,\w+,/, ",hapiness,") : row));
  await writeFile(labels, misspelt.join("\n"));
  await chooseFolder(app, folder);
  await workbench.data.importFolder.click();
  await expect(workbench.job).toContainText(`${labels}, line 5`);
  await expect(workbench.job).toContainText('label "hapiness"');
  await expect(workbench.job).toContainText("surprise, fear, disgust, happiness, sadness, anger, neutral");
  await expect(workbench.job).toContainText("Correct the label");

  await writeFile(labels, rows.join("\n"));
  await workbench.data.importFolder.click();
  await expect(workbench.data.dataset("faces")).toContainText("240");
  await workbench.expectNoJob();
});

test("a data set on disk is added from the dialog that puts one together, which the menu opens", async ({ app, folder, workbench }) => {
  const raf = join(folder, "RAF-DB");
  await writeRafDb({ directory: raf, seed: 1, train: 1, test: 1, draw: async () => Buffer.from("no picture is opened") });
  await chooseFolder(app, raf);
  await app.evaluate(({ Menu }) => {
    const items = Menu.getApplicationMenu()!.items.flatMap(({ submenu }) => submenu?.items ?? []);
    items.find(({ label }) => label === "&Put together a data set…")!.click();
  });
  const { compose } = workbench;
  await expect(compose.dialog).toBeVisible();
  await compose.dialog.getByRole("button", { name: "Add a folder" }).click();
  await expect(compose.part("Anchor set", "train (7)")).toBeChecked();
  await expect(compose.dialog.getByRole("status").last()).toHaveText("Choose a data set for the role Auxiliary pool.");
});

test("a folder that is added for a part of the tables plays it, where it is that data set", async ({ app, folder, workbench }) => {
  const raf = join(folder, "RAF-DB");
  await writeRafDb({ directory: raf, seed: 1, train: 1, test: 1, draw: async () => Buffer.from("no picture is opened") });
  await chooseFolder(app, raf);
  const setup = new TableSetupPage(workbench.page);
  await workbench.goTo("Tables");
  await setup.open.click();
  await setup.addFor("JAFFE").click();
  await expect(setup.dialog.getByRole("alert")).toHaveText("The folder that was added is read as RAF-DB, not as JAFFE.");
  await expect(setup.field("RAF-DB").getByRole("option", { selected: true })).toHaveText("RAF-DB");
  const web = join(folder, "web-faces");
  await writeClassFolders({ directory: web, seed: 2, layout: "pool", train: 1, draw: async () => Buffer.from("no picture is opened") });
  await chooseFolder(app, web);
  await setup.addFor("the auxiliary pool").click();
  await expect(setup.field("Auxiliary pool").getByRole("option", { selected: true })).toHaveText("Class folders · web-faces");
  await setup.close();
  await expect(workbench.page.getByText("RAF-DB · pool web-faces · 224 px · 3 seeds")).toBeVisible();
});
