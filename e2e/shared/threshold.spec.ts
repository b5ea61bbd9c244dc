// The heart of the workbench: delta is a line that hand and keys move; counts and faces follow.
import { test as base, expect } from "../fixtures/test.ts";
import type { Workbench } from "../pages/workbench.ts";

const test = base.extend<{ workbench: Workbench }>({
  workbench: async ({ openWorkbench, project }, use) => {
    const workbench = await openWorkbench(await project("finished"));
    await workbench.goTo("Threshold");
    await expect(workbench.threshold.line).toBeVisible();
    await use(workbench);
  },
});

test("the line is dragged by mouse: fewer faces to the right, more to the left", async ({ workbench: { threshold } }) => {
  const delta = await threshold.delta();
  const selected = await threshold.selectedCount();
  await threshold.drag(+80);
  expect(await threshold.delta()).toBeGreaterThan(delta);
  expect(await threshold.selectedCount()).toBeLessThan(selected);
  await threshold.expectGalleryToFollow();
  await threshold.drag(-160);
  expect(await threshold.delta()).toBeLessThan(delta);
  expect(await threshold.selectedCount()).toBeGreaterThan(selected);
  await threshold.expectGalleryToFollow();
});

test("the line is moved by keys: a step, a large step, the ends", async ({ workbench: { threshold } }) => {
  const start = await threshold.delta();
  await threshold.press("ArrowRight");
  const fine = (await threshold.delta()) - start;
  expect(fine).toBeGreaterThan(0);
  await threshold.press("ArrowLeft", "Shift+ArrowRight");
  expect((await threshold.delta()) - start).toBeGreaterThan(fine);
  await threshold.press("Home");
  const most = await threshold.selectedCount();
  await threshold.press("End");
  expect(await threshold.selectedCount()).toBeLessThan(most);
  await threshold.expectGalleryToFollow();
});

test("the gallery shows the nearest to their centroids first, and jumps to the end", async ({ workbench: { threshold, page } }) => {
  await expect.poll(async () => (await threshold.distances()).length).toBeGreaterThan(3);
  const distances = await threshold.distances();
  expect(distances).toEqual([...distances].sort((a, b) => a - b));
  await page.getByRole("button", { name: "Last face (End)" }).click();
  const selected = await threshold.selectedCount();
  await expect(threshold.faces.last()).toHaveAttribute("aria-posinset", String(selected));
  expect(Math.min(...(await threshold.distances()))).toBeGreaterThanOrEqual(distances[0]!);
});

test("faces are pictures, and a class can be looked at alone", async ({ workbench: { threshold } }) => {
  const picture = threshold.faces.first().locator("img");
  await expect.poll(() => picture.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(16);
  const all = await threshold.selectedCount();
  const name = (await threshold.faces.first().getAttribute("aria-label"))!.split(",")[0]!;
  await threshold.showClass(name);
  await expect(async () => {
    expect(Number(await threshold.faces.first().getAttribute("aria-setsize"))).toBeLessThan(all);
  }).toPass();
  const labels = await threshold.faces.evaluateAll((tiles) => tiles.map((tile) => tile.getAttribute("aria-label")));
  expect(labels.filter((label) => !label?.startsWith(name))).toEqual([]);
});

test("over each face lies the value that the gallery is sorted by", async ({ workbench: { threshold } }) => {
  const first = threshold.faces.first();
  for (const [order, value] of [
    ["Nearest", "distance"],
    ["Farthest", "distance"],
    ["Near delta", "margin"],
  ] as const) {
    await threshold.sortBy(order);
    await expect(async () => {
      const [, said] = new RegExp(`${value} ([\\d.]+)`).exec((await first.getAttribute("aria-label"))!)!;
      expect(await first.textContent()).toBe(said);
    }).toPass();
  }
});

test("undo takes the line back, redo forth again", async ({ workbench }) => {
  const { threshold } = workbench;
  const before = await threshold.delta();
  await threshold.drag(+80);
  const after = await threshold.delta();
  await workbench.undo();
  await expect.poll(() => threshold.delta()).toBe(before);
  await threshold.expectGalleryToFollow();
  await workbench.redo();
  await expect.poll(() => threshold.delta()).toBe(after);
  await threshold.expectGalleryToFollow();
});

test("the line stands where it stood when the page is loaded again", async ({ workbench }) => {
  const { threshold, page } = workbench;
  await threshold.drag(+80);
  const left = { delta: await threshold.delta(), selected: await threshold.selectedCount() };
  await expect(page.getByRole("button", { name: "Undo" })).toBeEnabled(); // saved
  await page.reload();
  await workbench.isReady();
  await expect(threshold.line).toBeVisible();
  expect({ delta: await threshold.delta(), selected: await threshold.selectedCount() }).toEqual(left);
});
