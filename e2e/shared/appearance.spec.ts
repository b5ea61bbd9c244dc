// Light and dark, every view: axe finds nothing that keeps somebody out (WCAG 2.1 A and AA, contrast included).
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import type { AxeResults } from "axe-core";
import { root } from "../fixtures/built.ts";
import { expect, test } from "../fixtures/test.ts";
import type { ViewLabel } from "../pages/workbench.ts";

const axe = readFileSync(join(root, "node_modules", "axe-core", "axe.min.js"), "utf8");
const views: ViewLabel[] = ["Data", "Train", "Threshold", "Distil", "Results", "Tables", "Figures"];

for (const theme of ["light", "dark"] as const) {
  test(`the ${theme} window keeps nobody out`, async ({ openWorkbench, project }) => {
    const workbench = await openWorkbench(await project("finished"));
    const { page, train } = workbench;
    await workbench.useTheme(theme);
    await page.evaluate(axe);
    for (const view of views) {
      await workbench.goTo(view);
      await page.waitForLoadState("networkidle");
      await expectNobodyKeptOut(page, `${view} in the ${theme} theme`);
    }
    const { figures } = workbench;
    await figures.example("faces", "fear").click();
    await expect(figures.picker.getByRole("button", { name: /^Picture 1: / })).toBeFocused();
    await expectNobodyKeptOut(page, `the picker of Fig. 2 in the ${theme} theme`);
    await page.keyboard.press("Escape");
    await figures.show("Fig. 3");
    await expect(figures.selected.getByRole("button").first()).toBeVisible();
    await figures.openExport();
    await expectNobodyKeptOut(page, `the export of Fig. 3 in the ${theme} theme`);
    await page.keyboard.press("Escape");
    await expectNobodyKeptOut(page, `Fig. 3 in the ${theme} theme`);
    await workbench.goTo("Train");
    await train.unfoldRecipe();
    await train.chooseNetwork("VGG-Face");
    await expect(train.network.getByText("VGG-Face needs pretrained weights")).toBeVisible();
    await expectNobodyKeptOut(page, `Train, unfolded, in the ${theme} theme`);
    for (const open of ["openRecipes", "openWeights"] as const) {
      await train[open]();
      await expectNobodyKeptOut(page, `${open} in the ${theme} theme`);
      await train.closeDialog();
    }
  });
}

async function expectNobodyKeptOut(page: Page, where: string): Promise<void> {
  await page.evaluate(() => {
    const ending = document.getAnimations().filter(({ effect }) => effect?.getComputedTiming().iterations !== Number.POSITIVE_INFINITY);
    return Promise.all(ending.map(({ finished }) => finished.catch(() => {}))); // what still fades in has no contrast yet
  });
  const found = await page.evaluate(async () => {
    const { violations } = await (window as unknown as { axe: { run(options: object): Promise<AxeResults> } }).axe.run({
      runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"],
    });
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(" ")).join(", ")}`);
  });
  expect(found, where).toEqual([]);
}
