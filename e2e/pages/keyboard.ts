// A person without a mouse: Tab to a thing, Enter on it, and never a moment in which nothing has the focus.
import { expect, type Locator, type Page } from "@playwright/test";

/** More stops than any view has. */
const mostStops = 120;

export class KeyboardUser {
  constructor(private readonly page: Page) {}

  async press(...keys: string[]): Promise<void> {
    for (const key of keys) await this.page.keyboard.press(key);
  }

  /** Presses Tab until the thing has the focus. Each stop on the way must be visible. */
  async tabTo(thing: Locator, key: "Tab" | "Shift+Tab" = "Tab"): Promise<void> {
    const passed: string[] = [];
    for (let stop = 0; stop < mostStops; stop++) {
      if (await thing.evaluate((element) => element === document.activeElement)) return;
      await this.page.keyboard.press(key);
      const focus = await this.page.evaluate(whatHasFocus);
      passed.push(focus.name);
      expect.soft(focus.isSeen, `focus shows on ${focus.name}`).toBe(true);
    }
    throw new Error(`${mostStops} times ${key} did not reach it; passed ${passed.join(" > ")}`);
  }

  async use(thing: Locator, key: "Tab" | "Shift+Tab" = "Tab"): Promise<void> {
    await this.tabTo(thing, key);
    await this.page.keyboard.press("Enter");
  }

  /** What had the focus may be gone; then something near it has it. */
  async expectFocusInPage(): Promise<void> {
    await expect(async () => expect(await this.page.evaluate(() => document.activeElement?.tagName)).not.toBe("BODY")).toPass();
  }
}

/** Runs in the page. Seen: on the screen, and marked by an outline of its own or of a part of it; a field by the shadow of its box. */
function whatHasFocus(): { name: string; isSeen: boolean } {
  const element = document.activeElement ?? document.body;
  const name = [element.tagName, element.getAttribute("aria-label") ?? element.textContent?.slice(0, 30)].filter(Boolean).join(" ");
  if (element === document.body) return { name, isSeen: true }; // the end of the page, between its last stop and its first
  const { left, top, right, bottom } = element.getBoundingClientRect();
  const isOnScreen = right > 0 && bottom > 0 && left < innerWidth && top < innerHeight;
  const hasOutline = (part: Element): boolean => getComputedStyle(part).outlineStyle !== "none";
  const hasShadow = (part: Element): boolean => getComputedStyle(part).boxShadow !== "none";
  const isField = element.tagName === "INPUT";
  const coat = element.closest(".choice") ?? element.nextElementSibling; // of a radio button, which may not be seen itself
  return {
    name,
    isSeen:
      isOnScreen &&
      ([element, ...element.querySelectorAll("*")].some(hasOutline) ||
        (isField && [element, element.closest(".field-box")].some((part) => part !== null && hasShadow(part))) ||
        (isField && coat !== null && hasOutline(coat))),
  };
}
