// The paper's figures of pictures in the served workbench: Fig. 2 is picked together by keys, Fig. 3 is downloaded as a PNG.
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { readPng } from "../../core/export/png-texts.fixture.ts";
import { expect, test } from "../fixtures/test.ts";

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

test("pictures that are shown against a licence are listed, with what was decided and when", async ({ openWorkbench, project }) => {
  const workbench = await openWorkbench(await project("licensed"));
  const { figures, page } = workbench;
  await workbench.goTo("Figures");
  await figures.openDecisions();
  await expect(figures.decisions).toContainText("No figure of this project was exported against a licence.");
  await page.keyboard.press("Escape");

  await figures.openExport();
  await figures.export.getByRole("checkbox", { name: "Show them all the same" }).check();
  await figures.export.getByRole("button", { name: "Export", exact: true }).click();
  const file = (await figures.export.getByRole("link", { name: "Download" }).getAttribute("download"))!;
  await page.keyboard.press("Escape");
  await expect(figures.decisionsButton).toHaveText("Licence decisions (1)");
  await figures.openDecisions();
  const cells = figures.decisions.getByRole("row", { name: "Fig. 2" }).getByRole("cell");
  await expect(cells).toHaveText([
    new RegExp(`${new Date().getFullYear()}, `),
    `${file}in the project's folder exports`,
    /^RAF-DB: may not be shown\.For non-commercial research only/,
  ]);
  await page.keyboard.press("Escape");
  await expect(figures.decisionsButton).toBeFocused();
});

/** Of row heads such as "happiness12 selected", the class with the largest count. */
function mostSelected(heads: string[]): string {
  const counted = heads.map((head) => /^(.+?)([\d,]+) selected$/.exec(head)!);
  counted.sort((a, b) => Number(b[2]!.replaceAll(",", "")) - Number(a[2]!.replaceAll(",", "")));
  return counted[0]![1]!;
}
