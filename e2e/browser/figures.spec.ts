// The paper's figures of pictures in the served workbench: Fig. 2 is picked together by keys, Fig. 3 is downloaded as a PNG.
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { readPng } from "../../core/export/png-texts.fixture.ts";
import { projectOfRafDb } from "../fixtures/projects.ts";
import { expect, test } from "../fixtures/test.ts";
import { KeyboardUser } from "../pages/keyboard.ts";

test("a picture of Fig. 2 is picked by keys, kept, and given back by undo", async ({ openWorkbench, project }) => {
  const directory = await project("imported");
  const workbench = await openWorkbench(directory);
  const { figures, page } = workbench;
  await workbench.goTo("Figures");
  for (const title of ["RAF-DB", "FER-2013", "MMI", "CK+", "JAFFE"]) {
    await expect(figures.examples.getByRole("columnheader", { name: title })).toContainText("not in this project");
  }
  const anger = figures.example("faces", "anger");
  const first = await figures.pictureIn(anger);

  await figures.example("faces", "neutral").focus();
  await page.keyboard.press("ArrowDown");
  await expect(anger).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(figures.picker.getByRole("heading", { name: "faces: anger" })).toBeVisible();
  await expect(figures.picker.getByRole("button", { name: /^Picture 1: /, pressed: true })).toBeFocused();
  await page.keyboard.press("ArrowRight");
  await expect(figures.picker.getByRole("button", { name: /^Picture 2: / })).toBeFocused();
  await page.keyboard.press("Enter");

  await expect(figures.picker).toHaveCount(0);
  await expect(anger).toBeFocused();
  await expect.poll(() => figures.pictureIn(anger)).not.toBe(first);
  const picked = await figures.pictureIn(anger);
  await workbench.undo();
  await expect.poll(() => figures.pictureIn(anger)).toBe(first);
  await workbench.redo();
  await expect.poll(() => figures.pictureIn(anger)).toBe(picked);

  await workbench.close();
  const again = await openWorkbench(directory);
  await again.goTo("Figures");
  await expect.poll(() => again.figures.pictureIn(again.figures.example("faces", "anger"))).toBe(picked);
});

test("Fig. 3 is laid out, looked into and exported as a PNG for print", async ({ openWorkbench, project }) => {
  const directory = await project("finished");
  const workbench = await openWorkbench(directory);
  const { figures, page } = workbench;
  await workbench.goTo("Figures");
  await figures.show("Fig. 3");
  await expect(figures.selected.getByRole("rowheader")).toHaveCount(7);
  const largest = mostSelected(await figures.selected.getByRole("rowheader").allTextContents());
  await expect(figures.samplesOf(largest)).toHaveCount(8);
  await figures.lay("4");
  await expect(figures.samplesOf(largest)).toHaveCount(4);
  await figures.showValues("Cosine");
  const cosines = (
    await figures.selected
      .getByRole("row", { name: largest })
      .getByText(/^0\.\d{3}$/)
      .allTextContents()
  ).map(Number);
  expect(cosines).toHaveLength(4);
  expect(cosines).toEqual([...cosines].sort((a, b) => b - a));

  await figures.samplesOf(largest).first().click();
  await expect(page.getByRole("dialog", { name: "Face 1 of 4" })).toContainText("Centroid distance");
  await page.keyboard.press("Escape");

  const download = await figures.exportAndDownload();
  expect(download.suggestedFilename()).toMatch(/^figure-3-[0-9a-f]{10}\.png$/);
  const bytes = await readFile(await download.path());
  expect(bytes.equals(await readFile(join(directory, "exports", download.suggestedFilename())))).toBe(true);
  const { dotsPerInch, texts } = readPng(bytes);
  expect(dotsPerInch).toBe(300);
  expect(texts.Description).toContain("Under each: its cosine to that centroid.");
  await expect(figures.export.getByRole("status")).toContainText("is in the project's folder exports");
});

test("a decision against a licence is made and seen again by keys", async ({ folder, openWorkbench }) => {
  const workbench = await openWorkbench(await projectOfRafDb(folder));
  const { figures, page } = workbench;
  const keyboard = new KeyboardUser(page);
  await workbench.goTo("Figures");
  await keyboard.use(figures.openDecisions);
  await expect(figures.decisions).toContainText("None so far");
  await keyboard.press("Escape");
  await expect(figures.openDecisions).toBeFocused();

  await figures.openExport();
  await keyboard.tabTo(figures.export.getByLabel("Show them all the same"));
  await keyboard.press("Space");
  await keyboard.use(figures.export.getByRole("button", { name: "Export", exact: true }));
  await expect(figures.export.getByRole("status")).toContainText("7 pictures");
  const exported = (await figures.export.getByRole("status").textContent())!.match(/figure-2-[0-9a-f]{10}\.png/)![0];
  await keyboard.press("Escape");

  await keyboard.use(figures.openDecisions, "Shift+Tab");
  const rows = figures.decisions.getByRole("table", { name: "Decisions against licences" }).getByRole("row");
  await expect(rows).toHaveCount(2);
  await expect(rows.nth(1)).toContainText(/^\d{1,2} \w+ \d{4}.*Fig\. 2/);
  await expect(rows.nth(1)).toContainText(`${exported}in the project's folder exports`);
  await expect(rows.nth(1)).toContainText("RAF-DB: may not be shown.");
});

/** Of row heads such as "happiness12 selected", the class with the largest count. */
function mostSelected(heads: string[]): string {
  const counted = heads.map((head) => /^(.+?)([\d,]+) selected$/.exec(head)!);
  counted.sort((a, b) => Number(b[2]!.replaceAll(",", "")) - Number(a[2]!.replaceAll(",", "")));
  return counted[0]![1]!;
}
