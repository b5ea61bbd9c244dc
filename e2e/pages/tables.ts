// Tables: one of the seven tables of the paper, its rows, and what belongs to it.
import type { Locator, Page } from "@playwright/test";

export class TablesPage {
  readonly choice: Locator;
  readonly table: Locator;
  readonly claims: Locator;
  readonly needed: Locator;
  readonly copy: Locator;

  constructor(page: Page) {
    const view = page.getByRole("main", { name: "Tables" });
    this.choice = view.getByRole("group", { name: "Table of the paper" });
    this.table = view.getByRole("table", { name: /^Table \d: / });
    this.claims = view.getByRole("table", { name: "What the paper says of it" });
    this.needed = view.getByRole("region", { name: "Still needed" });
    this.copy = view.getByRole("button", { name: "Copy as CSV" });
  }

  /** By the name in the tabs: "5 → JAFFE". */
  tab(name: string): Locator {
    return this.choice.getByRole("radio", { name });
  }

  row(method: string | RegExp): Locator {
    return this.table.getByRole("row").filter({ has: this.table.page().getByRole("rowheader", { name: method }) });
  }

  detailsOf(method: string): Locator {
    return this.table.getByRole("button", { name: `Details of ${method}`, exact: true });
  }
}
