// Tables 1 to 7 in a project that has none of the paper's data sets: what is published is there, and what is missing is said.
import { expect, test } from "../fixtures/test.ts";
import { KeyboardUser } from "../pages/keyboard.ts";

test("every published table is read by keys alone, with what this project lacks for its own numbers", async ({
  openWorkbench,
  project,
}) => {
  const workbench = await openWorkbench(await project("imported"));
  const { page, tables } = workbench;
  const user = new KeyboardUser(page);

  await user.press("Control+6");
  await expect(page.getByRole("main", { name: "Tables" })).toBeVisible();
  await expect(tables.row("PAT-ResNet-(gender,race) [32]")).toContainText("84.19 ± 0.66");
  await expect(tables.row(/DAS \+ VGG-F \(Ours\)/)).toContainText("86.55 ± 0.62");
  await expect(tables.row(/DAS \+ VGG-F \(Ours\)/)).toContainText("Not run yet: needs RAF-DB, an auxiliary pool and weights of VGG-Face");
  await expect(tables.row(/Control of DAS \+ VGG-F/)).toContainText("added");
  await expect(tables.claims.getByRole("row", { name: /outperforms \[32\] by almost 2 %/ })).toContainText("Above in 4 of 4");

  await user.tabTo(tables.tab("1 RAF-DB"));
  await user.press("ArrowRight", "ArrowRight", "ArrowRight", "ArrowRight");
  await expect(tables.table).toHaveAccessibleName("Table 5: Cross-dataset comparison on JAFFE");
  await expect(tables.tab("5 → JAFFE")).toBeFocused();
  await expect(tables.claims.getByRole("row").nth(1)).toContainText("+0.67 points (1.4 pictures)");
  await expect(tables.needed).toContainText("JAFFE, 213 pictures");

  await user.use(tables.detailsOf("VGG-F"));
  await expect(tables.detailsOf("VGG-F")).toHaveAttribute("aria-expanded", "true");
  await expect(tables.table).toContainText("From RAF-DB's primitive learner, on RAF-DB and the distilled images.");
  await user.press("Enter");
  await expect(tables.detailsOf("VGG-F")).toHaveAttribute("aria-expanded", "false");
});

test("a table is copied as CSV, and none is cut off in a narrow window or on a projector", async ({ openWorkbench, project }) => {
  const workbench = await openWorkbench(await project("imported"));
  const { page, tables } = workbench;
  await page.context().grantPermissions(["clipboard-read"]);
  await workbench.goTo("Tables");
  await tables.tab("2 FER-2013").check({ force: true }); // the radio button lies under its coat
  await tables.copy.click();
  await expect(workbench.messages).toContainText("The table was copied as CSV.");
  const csv = await page.evaluate(() => navigator.clipboard.readText());
  expect(csv).toContain("2,FER-2013 as anchor database,false,fer-das-vgg,DAS + VGG-F (Ours),,paper,,,0.7327,");

  for (const size of [
    { width: 1280, height: 800 },
    { width: 1920, height: 1080 },
  ]) {
    await page.setViewportSize(size);
    for (const tab of await tables.choice.getByRole("radio").all()) {
      await tab.check({ force: true });
      await expect(tables.table).toBeVisible();
      const cutOff = await page.evaluate(() =>
        [...document.querySelectorAll("main section, main table, main td")]
          .filter(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth)
          .map(({ textContent }) => textContent),
      );
      expect(cutOff, `${size.width} pixels wide`).toEqual([]);
    }
  }
});
