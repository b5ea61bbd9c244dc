// Train: the buttons that start work, and the curves of the run in hand.
import type { Locator, Page } from "@playwright/test";

export class TrainPage {
  readonly startPipeline: Locator;
  readonly trainPrimitive: Locator;
  readonly minePool: Locator;
  /** Rows of the table of epochs, without its head. */
  readonly epochs: Locator;

  constructor(page: Page) {
    const view = page.getByRole("main", { name: "Train" });
    this.startPipeline = view.getByRole("button", { name: "Start pipeline" });
    this.trainPrimitive = view.getByRole("button", { name: "Train primitive" });
    this.minePool = view.getByRole("button", { name: "Mine pool" });
    this.epochs = view.locator("table tbody tr");
  }
}
