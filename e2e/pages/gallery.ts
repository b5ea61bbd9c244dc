// A gallery of faces, by keys: which face has the focus, and what opens over it.
import { expect, type Locator, type Page } from "@playwright/test";

export class GalleryPage {
  readonly box: Locator;
  /** The face in large, once it is open. */
  readonly large: Locator;
  /** The value that lies over the first face on screen. */
  readonly firstValue: Locator;
  private readonly page: Page;

  constructor(page: Page, name: "Pictures" | "Selected faces" | "Got wrong") {
    this.page = page;
    this.box = page.getByRole("listbox", { name });
    this.firstValue = this.box
      .getByRole("option")
      .first()
      .getByText(/^\d\.\d+$/);
    this.large = page.getByRole("dialog", { name: /^Face / });
  }

  async focus(): Promise<void> {
    await this.box.focus();
  }

  /** Rank of the face that has the focus, from 1. */
  async rank(): Promise<number> {
    const id = await this.box.getAttribute("aria-activedescendant");
    return Number(await this.page.locator(`[id="${id}"]`).getAttribute("aria-posinset"));
  }

  async expectRank(rank: number): Promise<void> {
    await expect.poll(() => this.rank()).toBe(rank);
  }

  async count(): Promise<number> {
    return Number(await this.box.getByRole("option").first().getAttribute("aria-setsize"));
  }

  /** Faces beside each other, read from where they lie. */
  async columns(): Promise<number> {
    const tops = await this.box.getByRole("option").evaluateAll((tiles) => tiles.map((tile) => tile.getBoundingClientRect().top));
    return tops.filter((top) => top === tops[0]).length;
  }

  /** By key. @returns the rank of that end */
  async goToEnd(end: "Home" | "End"): Promise<number> {
    await this.box.press(end);
    const rank = end === "Home" ? 1 : await this.count();
    await this.expectRank(rank);
    return rank;
  }
}
