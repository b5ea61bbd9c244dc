// Expressions as facial action units (Ekman and Friesen's FACS): which muscles each basic expression uses, and how one face shows it.
import type { RandomStream } from "../../random.ts";

/** Action units that the drawing knows, each 0 (at rest) to 1 (full). */
export const actionUnitNames = [
  "au1",
  "au2",
  "au4",
  "au5",
  "au6",
  "au7",
  "au9",
  "au10",
  "au12",
  "au15",
  "au17",
  "au20",
  "au23",
  "au25",
  "au26",
] as const;
export type ActionUnitName = (typeof actionUnitNames)[number];
export type ActionUnits = Record<ActionUnitName, number>;

/** Full strength of each unit in an expression; prototypes after the FACS manual's emotion table (EMFACS). */
export const prototypes: Readonly<Record<string, Partial<ActionUnits>>> = {
  surprise: { au1: 0.9, au2: 0.9, au5: 0.8, au25: 0.7, au26: 0.9 },
  fear: { au1: 0.9, au2: 0.5, au4: 0.6, au5: 0.9, au7: 0.2, au20: 0.9, au25: 0.5, au26: 0.2 },
  disgust: { au4: 0.3, au7: 0.4, au9: 1, au10: 0.8, au15: 0.3, au17: 0.4 },
  happiness: { au6: 0.8, au12: 1, au25: 0.6 },
  sadness: { au1: 0.9, au4: 0.5, au15: 1, au17: 0.6 },
  anger: { au4: 1, au5: 0.5, au7: 0.7, au17: 0.3, au23: 0.9 },
  neutral: {},
};

/** Each face moves a little whatever it shows. */
const restlessness = 0.13;

/**
 * The units of one face: its expression at an intensity, a second one blended in, and individual deviations.
 *
 * @param blend  weight of `second`, 0 to 1; the first keeps the rest
 */
export function actionUnitsOf(expression: string, intensity: number, second: string, blend: number, random: RandomStream): ActionUnits {
  const first = prototypes[expression] ?? {};
  const other = prototypes[second] ?? {};
  const units = {} as ActionUnits;
  for (const name of actionUnitNames) {
    const shown = intensity * ((1 - blend) * (first[name] ?? 0) + blend * (other[name] ?? 0));
    const personal = shown * (1 + 0.25 * random.normal()) + restlessness * random.normal();
    units[name] = Math.min(1.1, Math.max(0, personal));
  }
  return units;
}
