// Threshold: the line, the counts and the gallery that follow it. Counts are read from what the line says to a screen reader.
import { expect, type Locator, type Page } from "@playwright/test";

export class ThresholdPage {
  /** Delta, as a slider. */
  readonly line: Locator;
  readonly gallery: Locator;
  readonly faces: Locator;
  readonly retrain: Locator;
  private readonly page: Page;

  constructor(page: Page) {
    this.page = page;
    const view = page.getByRole("main", { name: "Threshold" });
    this.line = view.getByRole("slider", { name: "Delta", exact: true });
    this.gallery = view.getByRole("listbox", { name: "Selected faces" });
    this.faces = this.gallery.getByRole("option");
    this.retrain = view.getByRole("button", { name: /^Retrain/ });
  }

  async delta(): Promise<number> {
    return Number(await this.line.getAttribute("aria-valuenow"));
  }

  /** Faces that the selection keeps. */
  async selectedCount(): Promise<number> {
    const words = (await this.line.getAttribute("aria-valuetext")) ?? "";
    return Number(/([\d,]+) images selected/.exec(words)![1]!.replaceAll(",", ""));
  }

  /** Drags the line by mouse; a positive distance is to the right, towards a larger delta. */
  async drag(pixels: number): Promise<void> {
    const box = (await this.line.boundingBox())!;
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
    await this.page.mouse.move(x, y);
    await this.page.mouse.down();
    for (let step = 1; step <= 8; step++) await this.page.mouse.move(x + (pixels * step) / 8, y);
    await this.page.mouse.up();
  }

  async press(...keys: string[]): Promise<void> {
    for (const key of keys) await this.line.press(key);
  }

  /** The gallery holds as many faces as the line says. */
  async expectGalleryToFollow(): Promise<void> {
    await expect(async () => {
      const count = await this.selectedCount();
      if (count === 0) await expect(this.faces).toHaveCount(0);
      else await expect(this.faces.first()).toHaveAttribute("aria-setsize", String(count));
    }).toPass({ timeout: 10_000 });
  }

  /** Centroid distances of the faces on screen, in the gallery's order. */
  async distances(): Promise<number[]> {
    await expect(this.faces.first()).toHaveAttribute("aria-label", /distance/);
    const labels = await this.faces.evaluateAll((tiles) => tiles.map((tile) => tile.getAttribute("aria-label") ?? ""));
    return labels.flatMap((label) => /distance ([\d.]+)/.exec(label)?.slice(1, 2).map(Number) ?? []);
  }

  async showClass(name: string): Promise<void> {
    await this.page
      .getByRole("group", { name: "Class", exact: true })
      .getByRole("button", { name: new RegExp(`^${name}`) })
      .click();
  }
}
