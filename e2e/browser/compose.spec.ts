// Data sets as they lie on disk, put together in the window: known by the command line, chosen a role, their faces turned upright, and a
// run asked about another of them. All are miniatures with drawn faces.
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Locator } from "@playwright/test";
import { writeCkPlus } from "../../core/datasets/miniatures/ck-plus.ts";
import { writeClassFolders } from "../../core/datasets/miniatures/class-folders.ts";
import { writeFer2013 } from "../../core/datasets/miniatures/fer2013.ts";
import { writeRafDb } from "../../core/datasets/miniatures/raf-db.ts";
import { sharp } from "../../core/images/sharp.ts";
import { expect, test } from "../fixtures/terminal.ts";
import { KeyboardUser } from "../pages/keyboard.ts";

test.use({ host: "browser" });

test("RAF-DB, a pool and CK+ are put together, and their faces turned upright", async ({ folder, omnifer, openWorkbench }) => {
  const [raf, pool, ck, project] = ["RAF-DB", "web-faces", "CK+", "project"].map((name) => join(folder, name)) as [
    string,
    string,
    string,
    string,
  ];
  await writeRafDb({ directory: raf, seed: 1, train: 4, test: 2 });
  await writeClassFolders({ directory: pool, seed: 2, layout: "pool", train: 3 });
  await writeCkPlus({ directory: ck, seed: 3 });
  const wall = sharp({ create: { width: 100, height: 100, channels: 3, background: "#889" } });
  await writeFile(join(raf, "basic/Image/aligned/train_00005_aligned.jpg"), await wall.jpeg().toBuffer());
  for (const directory of [raf, pool, ck]) {
    expect(await omnifer("data", "add", directory, "--project", project).ended).toMatchObject({ status: 0 });
  }

  const workbench = await openWorkbench(project);
  const { page, compose, data, alignment } = workbench;
  await compose.open();
  await expect(compose.dialog.getByRole("status")).toHaveText("Choose a data set for the role Anchor set.");
  await compose.choose("Anchor set", "RAF-DB");
  await compose.choose("Auxiliary pool", "Class folders · web-faces");
  await compose.choose("Test set", "CK+");
  await expect(compose.part("Anchor set", "train (28)")).toBeChecked();
  await expect(compose.part("Anchor set", "test (14)")).not.toBeChecked();
  await compose.expectResult("Anchor set", [4, 4, 4, 4, 4, 4, 4, 0, 28]);
  await compose.expectResult("Auxiliary pool", [0, 0, 0, 0, 0, 0, 0, 21, 21]);
  await compose.expectResult("Test set", [6, 6, 6, 6, 6, 9, 13, 0, 52]);

  await test.step("a contradiction is told in words, and the draft outlives the dialog", async () => {
    await compose.choose("Auxiliary pool", "RAF-DB");
    await compose.part("Auxiliary pool", "train (28)").check();
    await expect(compose.dialog.getByRole("status")).toHaveText("The part train of RAF-DB plays two roles: Anchor set and Auxiliary pool.");
    await expect(compose.start).toBeDisabled();
    await compose.close();
    await compose.open();
    await expect(compose.part("Auxiliary pool", "train (28)")).toBeChecked();
    await compose.choose("Auxiliary pool", "Class folders · web-faces");
  });

  await test.step("a choice of the reader is read anew; a label gets another meaning", async () => {
    const tests = compose.role("Test set");
    await tests.getByLabel("What becomes of the 18 sequences of contempt?").selectOption("keep");
    await expect(compose.part("Test set", "all (60)")).toBeChecked();
    await compose.expectResult("Test set", [6, 6, 6, 6, 6, 9, 15, 0, 54]);
    await expect(compose.dialog.getByText("6 pictures of the test set will be left out")).toBeVisible();
    await tests.getByText("7 words, all known").or(tests.getByText("8 words, all known")).click();
    await tests.getByLabel("Class of contempt").selectOption("disgust");
    await compose.expectResult("Test set", [6, 6, 12, 6, 6, 9, 15, 0, 60]);
  });

  await compose.turnUpright("Anchor set");
  await compose.start.click();
  await expect(compose.dialog).toBeHidden();
  const dataset = data.dataset("RAF-DB + Class folders + CK+");
  await expect(dataset).toContainText(/Anchor set\s*28\s*Auxiliary pool\s*21\s*Test set\s*60/, { timeout: 60_000 });

  await test.step("faces before and after, and the one that was not found", async () => {
    await alignment.open();
    await expect(alignment.counted).toContainText("MTCNN found 27 of 28 faces. Those that were not found stay as they are");
    await expect(alignment.pairs).toHaveCount(24);
    const first = alignment.pairs.first();
    await expect(first.getByRole("img", { name: /^Five points, in pixels: left eye \d+, \d+; right eye/ })).toBeVisible();
    await expect(first.getByRole("img", { name: /^As it is on disk: sadness, .*train_00001_aligned\.jpg/ })).toHaveJSProperty(
      "naturalWidth",
      100,
    );
    await expect(first.getByRole("img", { name: /^Turned upright/ })).toHaveJSProperty("naturalWidth", 112);
    await alignment.show("Not found 1");
    await expect(alignment.pairs).toHaveCount(1);
    await expect(alignment.pairs).toContainText("No face found");
    await expect(alignment.pairs).toContainText("train_00005_aligned.jpg");
  });
  await page.keyboard.press("Control+Shift+O");
  await expect(compose.dialog).toBeVisible();
});

test("CK+ plays anchors and tests by the third of its ten folds, by keys alone", async ({ folder, omnifer, openWorkbench }) => {
  const [raf, pool, ck, project] = ["RAF-DB", "web-faces", "CK+", "project"].map((name) => join(folder, name)) as [
    string,
    string,
    string,
    string,
  ];
  await writeRafDb({ directory: raf, seed: 1, train: 1, test: 1 });
  await writeClassFolders({ directory: pool, seed: 2, layout: "pool", train: 3 });
  await writeCkPlus({ directory: ck, seed: 3, hasTenFolds: true });
  for (const directory of [raf, pool, ck]) {
    expect(await omnifer("data", "add", directory, "--project", project).ended).toMatchObject({ status: 0 });
  }
  const { page, compose, data } = await openWorkbench(project);
  const user = new KeyboardUser(page);
  await page.keyboard.press("Control+Shift+O");
  await expect(compose.dialog).toBeVisible();
  const setOf = (role: Parameters<typeof compose.role>[0]) => compose.role(role).getByLabel("Data set");
  /** Types the beginning of an option's name, as one does with a list. */
  const pick = async (list: Locator, beginning: string, chosen: string) => {
    await user.tabTo(list);
    await page.keyboard.type(beginning);
    await expect(list.locator("option:checked")).toHaveText(chosen);
  };

  await pick(setOf("Anchor set"), "CK", "CK+");
  await pick(setOf("Auxiliary pool"), "Class", "Class folders · web-faces");
  await pick(setOf("Test set"), "RAF", "RAF-DB");
  await expect(compose.role("Test set")).toContainText("No folds of people: nobody knows who is in its pictures.");
  await expect(compose.split("Test set")).toHaveCount(0);
  await user.press("ArrowUp", "ArrowUp"); // the newest set stands first
  await expect(setOf("Test set").locator("option:checked")).toHaveText("CK+");
  const status = compose.dialog.getByRole("status");
  await expect(status).toHaveText("Choose a part of the data set for the role Test set, or a fold of its people.");

  await pick(compose.split("Test set"), "By people: a", "By people: a fold of ten (CK+)");
  await expect(compose.fold("Test set").getByRole("option")).toHaveCount(10);
  await pick(compose.fold("Test set"), "fold 3", "fold 3 of 10 (8 test pictures)");
  await expect(compose.split("Anchor set").locator("option:checked")).toHaveText("By people: a fold of ten (CK+)");
  await expect(compose.fold("Anchor set").locator("option:checked")).toHaveText("fold 3 of 10 (8 test pictures)");
  await expect(status).toHaveText("");
  // S011 alone: one film of disgust, one of sadness, each with three peaks and a neutral frame.
  await compose.expectResult("Anchor set", [6, 6, 3, 9, 3, 9, 12, 0, 48]);
  await compose.expectResult("Test set", [0, 0, 3, 0, 3, 0, 2, 0, 8]);

  await user.use(compose.start);
  await expect(compose.dialog).toBeHidden();
  const dataset = data.dataset("CK+ (fold 3 of 10) + Class folders");
  await expect(dataset).toContainText(/Anchor set\s*48\s*Auxiliary pool\s*21\s*Test set\s*8/, { timeout: 60_000 });
});

test("a finished run is asked about FER-2013, and the answer is listed", async ({ folder, omnifer, openWorkbench, project }) => {
  const directory = await project("finished");
  const fer = join(folder, "fer2013");
  await writeFer2013({ directory: fer, seed: 4, train: 1, test: 3 });
  expect(await omnifer("data", "add", fer, "--project", directory).ended).toMatchObject({ status: 0 });
  const workbench = await openWorkbench(directory);
  const { page, results } = workbench;
  await workbench.goTo("Results");
  await results.evaluations.getByRole("button", { name: "Evaluate on another data set" }).click();
  const dialog = page.getByRole("dialog", { name: "Evaluate on another data set" });
  await dialog.getByLabel("Data set").selectOption({ label: "FER-2013 · fer2013" });
  await expect(dialog.getByRole("status")).toHaveText("21 test images.");
  await dialog.getByRole("button", { name: "Evaluate", exact: true }).click();
  await expect(dialog).toBeHidden();
  const row = results.evaluations.getByRole("row", { name: "FER-2013" });
  await expect(row.getByRole("cell")).toHaveText(["FER-2013", "21", /^\d+\.\d %$/, /^\d+\.\d %$/], { timeout: 60_000 });
});
