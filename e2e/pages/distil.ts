// Distil: the recipe and the button, the distillations, their images through time, and what came of them.
import { expect, type Locator, type Page } from "@playwright/test";

export type DistilPart = "Images" | "Curves" | "DAS" | "Fig. 4" | "Fig. 7";

export class DistilPage {
  readonly distil: Locator;
  readonly recipe: Locator;
  readonly settings: Locator;
  readonly distillations: Locator;
  /** Class by checkpoint. */
  readonly grid: Locator;
  /** The slider through the checkpoints. */
  readonly time: Locator;
  readonly selected: Locator;
  readonly das: Locator;
  readonly figure4: Locator;
  readonly figure7: Locator;
  /** The zoomed image, once it is open. */
  readonly large: Locator;
  private readonly view: Locator;

  constructor(page: Page) {
    const view = page.getByRole("main", { name: "Distil" });
    this.view = view;
    this.distil = view.getByRole("button", { name: /^Distil/ });
    this.recipe = view.getByRole("region", { name: "Recipe", exact: true });
    this.settings = view.getByRole("region", { name: "DAS", exact: true });
    this.distillations = view.getByRole("region", { name: "Distillations", exact: true });
    this.grid = view.getByRole("table", { name: "Distilled images" });
    this.time = view.getByRole("slider", { name: "Outer epoch" });
    this.selected = view.getByRole("region", { name: "Selected image" });
    this.das = view.getByRole("region", { name: "Retraining with distilled images" });
    this.figure4 = view.getByRole("table", { name: "Distilled from three sources" });
    this.figure7 = view.getByRole("region", { name: "Do the images have a pattern?" });
    this.large = page.getByRole("dialog");
  }

  async show(part: DistilPart): Promise<void> {
    await this.view.getByRole("group", { name: "Part of the distillation" }).getByRole("radio", { name: part }).check();
  }

  /** A field of the recipe; its group is unfolded if need be. */
  async field(group: string, name: string): Promise<Locator> {
    const fold = this.recipe.locator("details", { has: this.recipe.page().locator("summary", { hasText: group }) });
    if ((await fold.getAttribute("open")) === null) await fold.locator("summary").click();
    return this.recipe.getByLabel(name, { exact: true });
  }

  async type(group: string, name: string, text: string): Promise<void> {
    const field = await this.field(group, name);
    await field.fill(text);
    await field.press("Enter");
  }

  /** "happiness, epoch 2" or "happiness, start". */
  image(name: string | RegExp): Locator {
    return this.grid.getByRole("button", { name });
  }

  /** The picture itself has arrived. */
  async expectPicture(image: Locator): Promise<void> {
    const picture = image.locator("img");
    await expect.poll(() => picture.evaluate((element: HTMLImageElement) => element.naturalWidth)).toBeGreaterThan(16);
  }

  /** What is looked at, as the button that holds it is called. */
  lookedAt(name: string | RegExp): Locator {
    return this.grid.getByRole("button", { name, pressed: true });
  }
}
