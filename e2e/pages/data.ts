// Data: what the project learns from, how it is brought in, and what could not be read of it.
import type { Locator, Page } from "@playwright/test";

export class DataPage {
  readonly importFolder: Locator;
  /** Pool files that mining could not read, one an item. */
  readonly skipped: Locator;
  readonly skippedFiles: Locator;
  private readonly view: Locator;

  constructor(page: Page) {
    this.view = page.getByRole("main", { name: "Data" });
    this.importFolder = this.view.getByRole("button", { name: "Import folder" });
    this.skipped = this.view.getByRole("region", { name: "Skipped pool files" });
    this.skippedFiles = this.skipped.getByRole("listitem");
  }

  /** The panel of the data set that was imported from a folder of this name. */
  dataset(name: string): Locator {
    return this.view.getByRole("region", { name, exact: true });
  }
}
