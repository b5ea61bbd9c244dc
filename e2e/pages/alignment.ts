// Alignment, beside the pictures of the Data view: faces before and after they were turned upright.
import type { Locator, Page } from "@playwright/test";

export class AlignmentPage {
  /** How many were found, in words. */
  readonly counted: Locator;
  readonly pairs: Locator;
  private readonly panel: Locator;
  private readonly tab: Locator;

  constructor(page: Page) {
    const view = page.getByRole("main", { name: "Data" });
    this.tab = view.getByRole("radio", { name: "Alignment" });
    this.panel = view.getByRole("region", { name: "Alignment" }).first();
    this.counted = this.panel.getByRole("status");
    this.pairs = this.panel.getByRole("figure");
  }

  open(): Promise<void> {
    return this.tab.check();
  }

  /** "All 28", "Found 27", "Not found 1" */
  show(filter: string): Promise<void> {
    return this.panel.getByRole("radio", { name: filter }).check();
  }
}
