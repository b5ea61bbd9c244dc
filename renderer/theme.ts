// Light or dark: the system's wish, unless the user chose. The root element carries the answer for styles/theme.css.
import { useSyncExternalStore } from "react";
import type { ViewState } from "../core/contract/view-state.ts";
import { useWorkbench } from "./stores/stores.tsx";
import type { WorkbenchStore } from "./stores/workbench.ts";

export type Theme = "light" | "dark";

const systemIsDark = (): MediaQueryList => window.matchMedia("(prefers-color-scheme: dark)");

export const resolvedTheme = (choice: ViewState["theme"], isSystemDark: boolean): Theme =>
  choice === "system" ? (isSystemDark ? "dark" : "light") : choice;

/** What the theme button leads to: system, then the opposite of it, then the system's own look fixed, and round again. */
export function nextTheme(choice: ViewState["theme"], isSystemDark: boolean): ViewState["theme"] {
  const own: Theme = isSystemDark ? "dark" : "light";
  const opposite: Theme = isSystemDark ? "light" : "dark";
  if (choice === "system") return opposite;
  return choice === opposite ? own : "system";
}

export function useIsSystemDark(): boolean {
  return useSyncExternalStore(
    (changed) => {
      const query = systemIsDark();
      query.addEventListener("change", changed);
      return () => query.removeEventListener("change", changed);
    },
    () => systemIsDark().matches,
  );
}

export function useTheme(): Theme {
  const choice = useWorkbench((state) => state.view.theme);
  return resolvedTheme(choice, useIsSystemDark());
}

/** Keeps the root element's theme right. Called before React renders, so that whoever paints by hand finds the new colours there. */
export function followTheme(workbench: WorkbenchStore): void {
  const apply = () => {
    document.documentElement.dataset.theme = resolvedTheme(workbench.getState().view.theme, systemIsDark().matches);
  };
  workbench.subscribe(apply);
  systemIsDark().addEventListener("change", apply);
  apply();
}
