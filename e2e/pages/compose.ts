// The dialog that puts a data set together: three roles, what will result, and what stands against it.
import { expect, type Locator, type Page } from "@playwright/test";

type RoleName = "Anchor set" | "Auxiliary pool" | "Test set";

export class ComposePage {
  readonly dialog: Locator;
  readonly start: Locator;
  private readonly opener: Locator;

  constructor(page: Page) {
    this.opener = page.getByRole("main", { name: "Data" }).getByRole("button", { name: "Put together a data set" });
    this.dialog = page.getByRole("dialog", { name: "Put together a data set" });
    this.start = this.dialog.getByRole("button", { name: "Put together", exact: true });
  }

  async open(): Promise<void> {
    await this.opener.click();
    await expect(this.dialog).toBeVisible();
  }

  async close(): Promise<void> {
    await this.dialog.getByRole("button", { name: "Close" }).click();
    await expect(this.dialog).toBeHidden();
  }

  role(name: RoleName): Locator {
    return this.dialog.getByRole("region", { name, exact: true });
  }

  async choose(role: RoleName, set: string): Promise<void> {
    await this.role(role).getByLabel("Data set").selectOption({ label: set });
  }

  part(role: RoleName, name: string): Locator {
    return this.role(role).getByRole("checkbox", { name });
  }

  /** Whether a role takes all pictures of its parts, or a side of a fold of people. */
  split(role: RoleName): Locator {
    return this.role(role).getByLabel("Pictures of these parts");
  }

  fold(role: RoleName): Locator {
    return this.role(role).getByLabel("Fold", { exact: true });
  }

  turnUpright(role: RoleName): Promise<void> {
    return this.role(role).getByRole("checkbox", { name: "Turn faces upright (MTCNN)" }).check();
  }

  /** What will result for a role: a number a class, those without a class, and all. */
  async expectResult(role: RoleName, counts: number[]): Promise<void> {
    const row = this.dialog.getByRole("table", { name: "What will result" }).getByRole("row", { name: role });
    await expect(row.getByRole("cell")).toHaveText(counts.map(String));
  }
}
