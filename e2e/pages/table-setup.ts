// The dialog of what the paper's tables run with.
import { expect, type Locator, type Page } from "@playwright/test";

export class TableSetupPage {
  readonly dialog: Locator;
  readonly open: Locator;

  constructor(page: Page) {
    this.open = page.getByRole("main", { name: "Tables" }).getByRole("button", { name: "What it runs with" });
    this.dialog = page.getByRole("dialog", { name: "What the tables run with" });
  }

  field(label: string): Locator {
    return this.dialog.getByLabel(label, { exact: true });
  }

  /** By what is named: "JAFFE", "the auxiliary pool". */
  addFor(part: string): Locator {
    return this.dialog.getByRole("button", { name: `Add a folder for ${part}` });
  }

  async choose(label: string, option: string): Promise<void> {
    await this.field(label).selectOption({ label: option });
    await expect(this.field(label).getByRole("option", { name: option, exact: true })).toHaveJSProperty("selected", true);
  }

  async type(label: string, value: number): Promise<void> {
    await this.field(label).fill(String(value));
    await this.field(label).press("Enter");
  }

  async close(): Promise<void> {
    await this.dialog.page().keyboard.press("Escape");
    await expect(this.dialog).toBeHidden();
  }
}
