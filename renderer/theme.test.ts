import { describe, expect, it } from "vitest";
import { nextTheme, resolvedTheme } from "./theme.ts";

describe("the theme", () => {
  it("is the system's until the user chooses", () => {
    expect([resolvedTheme("system", true), resolvedTheme("system", false), resolvedTheme("light", true)]).toEqual([
      "dark",
      "light",
      "light",
    ]);
  });

  it.each([true, false])("changes its look at the first press of its button, and comes back to the system (system dark: %s)", (isDark) => {
    const first = nextTheme("system", isDark);
    expect(resolvedTheme(first, isDark)).not.toBe(resolvedTheme("system", isDark));
    expect(nextTheme(nextTheme(first, isDark), isDark)).toBe("system");
  });
});
