// Train: the buttons that start work, the network and the recipes, the runs and the curves of the one that is shown.
import type { Locator, Page } from "@playwright/test";

export class TrainPage {
  readonly startPipeline: Locator;
  readonly trainPrimitive: Locator;
  readonly minePool: Locator;
  readonly network: Locator;
  readonly recipe: Locator;
  readonly mining: Locator;
  readonly runs: Locator;
  /** Rows of the table of epochs, without its head. */
  readonly epochs: Locator;
  /** The dialog that is open. */
  readonly dialog: Locator;
  private readonly view: Locator;

  constructor(page: Page) {
    const view = page.getByRole("main", { name: "Train" });
    this.view = view;
    this.dialog = page.getByRole("dialog");
    this.network = view.getByRole("region", { name: "Network", exact: true });
    this.recipe = view.getByRole("region", { name: "Recipe", exact: true });
    this.mining = view.getByRole("region", { name: "Mining", exact: true });
    this.runs = view.getByRole("region", { name: "Runs", exact: true });
    this.startPipeline = view.getByRole("button", { name: "Start pipeline" });
    this.trainPrimitive = view.getByRole("button", { name: "Train primitive" });
    this.minePool = view.getByRole("button", { name: "Mine pool" });
    this.epochs = view.getByRole("table", { name: "Epochs" }).locator("tbody tr");
  }

  async chooseNetwork(name: "Compact" | "VGG-Face" | "ResNet-34" | "Face ResNet"): Promise<void> {
    await this.network.getByRole("group", { name: "Network" }).getByRole("radio", { name }).click(); // shows as chosen once it is saved
  }

  /** A field of the recipe; its group is unfolded if need be. */
  async field(group: string, name: string): Promise<Locator> {
    const fold = this.recipe.locator("details", { has: this.recipe.page().locator("summary", { hasText: group }) });
    // Asked of the group, not of the field: one that is about to appear is not hidden by its group.
    if ((await fold.getAttribute("open")) === null) await fold.locator("summary").click();
    return this.recipe.getByLabel(name, { exact: true });
  }

  async unfoldRecipe(): Promise<void> {
    for (const group of await this.recipe.locator("details").all()) {
      if ((await group.getAttribute("open")) === null) await group.locator("summary").click();
    }
  }

  async type(group: string, name: string, text: string): Promise<void> {
    const field = await this.field(group, name);
    await field.fill(text);
    await field.press("Enter");
  }

  /** The panel of the run that is shown. */
  run(name: string | RegExp): Locator {
    return this.view.getByRole("region", { name });
  }

  async showRun(role: "Primitive" | "Control" | "VAS"): Promise<void> {
    await this.runs.getByRole("button", { name: role, exact: true }).first().click();
  }

  async openRecipes(): Promise<void> {
    await this.recipe.getByRole("button", { name: "All recipes" }).click();
  }

  async openWeights(): Promise<void> {
    await this.network.getByRole("button", { name: "Pretrained weights" }).click();
  }

  async closeDialog(): Promise<void> {
    await this.dialog.getByRole("button", { name: "Close" }).click();
  }

  /** A row of the comparison of two recipes. */
  compared(value: string): Locator {
    return this.view
      .page()
      .getByRole("table", { name: "Comparison of two recipes" })
      .getByRole("row", { name: new RegExp(`^${value}\\b`) });
  }
}
