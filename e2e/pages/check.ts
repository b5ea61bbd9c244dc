// The check of a data set: its figures in the Data view, and the list that is open beside them.
import type { Locator, Page } from "@playwright/test";

export class CheckPage {
  readonly panel: Locator;
  readonly start: Locator;
  readonly leaveOut: Locator;
  readonly takeBack: Locator;
  /** Above the results. */
  readonly notice: Locator;
  private readonly page: Page;

  constructor(page: Page) {
    this.page = page;
    this.panel = page.getByRole("region", { name: "Check", exact: true });
    this.start = this.panel.getByRole("button", { name: /^Check/ });
    this.leaveOut = this.panel.getByRole("button", { name: "Leave these out" });
    this.takeBack = this.panel.getByRole("button", { name: "Take them back" });
    this.notice = page.getByRole("main", { name: "Results" }).getByText(/test faces? again/);
  }

  /** The figure that opens a list. */
  figure(list: string): Locator {
    return this.panel.getByRole("button", { name: list });
  }

  list(name: string): Locator {
    return this.page.getByRole("region", { name, exact: true }).first();
  }
}
