// Where a window stands and how large it is, remembered in one small file beside Chromium's own data.
import { readFile } from "node:fs/promises";
import { z } from "zod";
import { writeDurably } from "../core/project/durable.ts";

const WindowBounds = z.object({
  x: z.int(),
  y: z.int(),
  width: z.int().min(400).max(20_000),
  height: z.int().min(300).max(20_000),
  isMaximized: z.boolean(),
});
export type WindowBounds = z.infer<typeof WindowBounds>;

export interface Area {
  x: number;
  y: number;
  width: number;
  height: number;
}

const wantedSize = { width: 1440, height: 940 };
/** As much of a window must lie on a display that it can be grasped. */
const graspable = 100;

/** @returns null when nothing usable was remembered */
export async function readBounds(file: string): Promise<WindowBounds | null> {
  try {
    return WindowBounds.parse(JSON.parse(await readFile(file, "utf8")));
  } catch {
    return null;
  }
}

export async function rememberBounds(file: string, bounds: WindowBounds): Promise<void> {
  await writeDurably(file, JSON.stringify(bounds));
}

/**
 * The remembered place where it still lies on a display, else the middle of the first display.
 *
 * @param workAreas  of all displays, the first one first
 */
export function boundsToUse(
  remembered: WindowBounds | null,
  workAreas: readonly Area[],
): Partial<WindowBounds> & { width: number; height: number } {
  if (remembered && workAreas.some((area) => overlap(area, remembered))) return remembered;
  const area = workAreas[0];
  return {
    width: Math.min(wantedSize.width, area?.width ?? wantedSize.width),
    height: Math.min(wantedSize.height, area?.height ?? wantedSize.height),
    isMaximized: remembered?.isMaximized ?? false,
  };
}

function overlap(area: Area, window: Area): boolean {
  const shared = (from: number, length: number, otherFrom: number, otherLength: number): number =>
    Math.min(from + length, otherFrom + otherLength) - Math.max(from, otherFrom);
  const isWideEnough = shared(area.x, area.width, window.x, window.width) >= graspable;
  // The title bar is at the top: it must not lie above or below the display.
  return isWideEnough && window.y >= area.y && window.y <= area.y + area.height - graspable;
}
