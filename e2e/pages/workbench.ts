// What every view has around it: the rail of views, the strip of Fig. 1, the job in hand, messages and banners.
import { expect, type Locator, type Page } from "@playwright/test";

export type ViewLabel = "Data" | "Train" | "Threshold" | "Results";

export class Workbench {
  readonly job: Locator;
  readonly messages: Locator;

  constructor(readonly page: Page) {
    this.job = page.getByRole("region", { name: "Job" });
    this.messages = page.getByRole("region", { name: "Messages" });
  }

  /** The project's state has arrived. */
  async isReady(): Promise<void> {
    await expect(this.page.getByRole("navigation", { name: "Pipeline" })).toBeVisible();
  }

  async goTo(view: ViewLabel): Promise<void> {
    await this.page.getByRole("navigation", { name: "Views" }).getByRole("button", { name: view }).click();
    await expect(this.page.getByRole("main", { name: view })).toBeVisible();
  }
}
