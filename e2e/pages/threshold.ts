// Threshold: the line, the counts and the gallery that follow it. Counts are read from what the line says to a screen reader.
import { expect, type Locator, type Page } from "@playwright/test";

export class ThresholdPage {
  /** Delta, as a slider. */
  readonly line: Locator;
  readonly gallery: Locator;
  readonly faces: Locator;
  readonly retrain: Locator;
  /** The warning that classes are missing, or that one crowds out the others. */
  readonly collapse: Locator;
  readonly capPerClass: Locator;
  readonly expectedPrecision: Locator;
  /** How thresholds are found, what Ada-CM asks, and the button that finds them. */
  readonly findBy: Locator;
  readonly anchors: Locator;
  readonly find: Locator;
  /** Fields of all classes. */
  readonly ownDeltas: Locator;
  readonly agreement: Locator;
  private readonly classes: Locator;
  private readonly page: Page;

  constructor(page: Page) {
    this.page = page;
    const view = page.getByRole("main", { name: "Threshold" });
    this.line = view.getByRole("slider", { name: "Delta", exact: true });
    this.gallery = view.getByRole("listbox", { name: "Selected faces" });
    this.faces = this.gallery.getByRole("option");
    this.collapse = view.getByRole("region", { name: "Class collapse" });
    this.capPerClass = view.getByRole("textbox", { name: "Cap per class" });
    this.expectedPrecision = view.getByRole("region", { name: "Expected precision" });
    this.findBy = view.getByRole("combobox", { name: "Find thresholds by" });
    this.anchors = view.getByRole("combobox", { name: "Anchors" });
    this.find = view.getByRole("button", { name: "Find", exact: true });
    this.ownDeltas = view.getByRole("textbox", { name: /^Own delta of / });
    this.agreement = view.getByRole("checkbox", { name: "Centroid and classifier agree" });
    this.classes = view.getByRole("table", { name: "Class balance of the selection" });
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

  async typeDelta(delta: number): Promise<void> {
    await this.commit(this.page.getByRole("textbox", { name: "Delta", exact: true }), String(delta));
  }

  async typeOwnDelta(className: string, delta: number): Promise<void> {
    await this.commit(this.ownDelta(className), String(delta));
  }

  ownDelta(className: string): Locator {
    return this.page.getByRole("textbox", { name: `Own delta of ${className}` });
  }

  private async commit(field: Locator, text: string): Promise<void> {
    await field.fill(text);
    await field.press("Enter");
  }

  /** Faces selected of one class. */
  async countOf(className: string): Promise<number> {
    const cells = this.classes.getByRole("row", { name: className }).getByRole("cell");
    return Number((await cells.nth(1).textContent())!.replaceAll(",", ""));
  }

  rule(name: "Margin" | "Confidence"): Locator {
    return this.page.getByRole("group", { name: "Rule" }).getByRole("radio", { name });
  }

  /** A way to find thresholds, where the rule has it. */
  way(name: string): Locator {
    return this.findBy.getByRole("option", { name });
  }

  async sortBy(order: "Nearest" | "Farthest" | "Near delta"): Promise<void> {
    await this.page.getByRole("group", { name: "Order" }).getByRole("radio", { name: order }).check();
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
