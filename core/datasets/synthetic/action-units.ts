// Expressions as facial action units (Ekman and Friesen's FACS): which muscles each basic expression uses, and how one face shows it.
import type { RandomStream } from "../../random.ts";

/** Action units that the drawing knows, each 0 (at rest) to 1 (full). */
export const actionUnitNames = [
  "au1", // inner brow raised
  "au2", // outer brow raised
  "au4", // brows lowered and drawn together
  "au5", // upper lid raised
  "au6", // cheeks raised
  "au7", // lids tightened
  "au9", // nose wrinkled
  "au10", // upper lip raised
  "au12", // lip corners pulled up
  "au15", // lip corners pulled down
  "au17", // chin raised
  "au20", // lips stretched
  "au23", // lips tightened
  "au25", // lips parted
  "au26", // jaw dropped
  "au27", // mouth stretched open
] as const;
export type ActionUnitName = (typeof actionUnitNames)[number];
export type ActionUnits = Record<ActionUnitName, number>;

/** Least and greatest strength of a unit at full intensity of the expression. */
type Range = readonly [least: number, greatest: number];
type Variant = Partial<Record<ActionUnitName, Range>>;

/** Ways to show each expression, after the FACS manual's table of prototypes and their major variants; chosen evenly. */
export const prototypes: Readonly<Record<string, readonly Variant[]>> = {
  surprise: [
    { au1: [0.7, 1], au2: [0.7, 1], au5: [0.5, 1], au25: [0.6, 1], au26: [0.6, 1] },
    { au1: [0.7, 1], au2: [0.7, 1], au5: [0.6, 1], au25: [0.8, 1], au27: [0.5, 1] },
    { au1: [0.7, 1], au2: [0.6, 1], au5: [0.5, 1], au25: [0.2, 0.5], au26: [0.2, 0.5] },
  ],
  fear: [
    { au1: [0.7, 1], au2: [0.3, 0.7], au4: [0.4, 0.8], au5: [0.7, 1], au20: [0.6, 1], au25: [0.5, 0.9] },
    { au1: [0.7, 1], au2: [0.3, 0.7], au4: [0.4, 0.8], au5: [0.7, 1], au20: [0.5, 1], au25: [0.6, 1], au26: [0.3, 0.7] },
    { au1: [0.7, 1], au4: [0.4, 0.8], au5: [0.8, 1], au7: [0.2, 0.5], au20: [0.7, 1] },
  ],
  disgust: [
    { au4: [0.2, 0.5], au7: [0.3, 0.6], au9: [0.7, 1], au17: [0.2, 0.6] },
    { au7: [0.2, 0.5], au9: [0.5, 0.9], au10: [0.6, 1], au25: [0.3, 0.7] },
    { au7: [0.2, 0.6], au10: [0.7, 1], au15: [0.3, 0.7], au17: [0.4, 0.8] },
  ],
  happiness: [
    { au6: [0.5, 1], au12: [0.7, 1], au25: [0.6, 1] },
    { au6: [0.3, 0.8], au12: [0.6, 1] },
    { au6: [0.6, 1], au12: [0.8, 1], au25: [0.7, 1], au26: [0.2, 0.6] },
  ],
  sadness: [
    { au1: [0.7, 1], au4: [0.4, 0.7], au15: [0.6, 1] },
    { au1: [0.6, 1], au4: [0.3, 0.6], au15: [0.5, 0.9], au17: [0.5, 0.9] },
    { au1: [0.7, 1], au6: [0.2, 0.5], au15: [0.6, 1], au25: [0.2, 0.5] },
  ],
  anger: [
    { au4: [0.8, 1], au5: [0.3, 0.7], au7: [0.4, 0.9], au23: [0.6, 1] },
    { au4: [0.8, 1], au7: [0.5, 1], au17: [0.4, 0.8], au23: [0.6, 1] },
    { au4: [0.8, 1], au5: [0.4, 0.8], au7: [0.3, 0.7], au10: [0.3, 0.7], au25: [0.5, 0.9], au26: [0.1, 0.4] },
  ],
  neutral: [{}],
};

/** Each face moves a little whatever it shows. */
const restlessness = 0.06;

/** The units of one expression at an intensity, one of its variants. */
function unitsOf(expression: string, intensity: number, random: RandomStream): Partial<ActionUnits> {
  const variants = prototypes[expression]!;
  const variant = variants[random.integer(variants.length)]!;
  const strength = ([least, greatest]: Range) => intensity * (least + (greatest - least) * random.uniform());
  return Object.fromEntries(Object.entries(variant).map(([name, range]) => [name, strength(range)]));
}

/**
 * The units of one face: its expression at an intensity, a second one blended in, and small movements that mean nothing.
 *
 * @param blend  weight of `second`, 0 to 1; the first keeps the rest
 */
export function actionUnitsOf(expression: string, intensity: number, second: string, blend: number, random: RandomStream): ActionUnits {
  const first = unitsOf(expression, intensity, random);
  const other = unitsOf(second, intensity, random);
  const shownBy = (name: ActionUnitName) => (1 - blend) * (first[name] ?? 0) + blend * (other[name] ?? 0);
  const strengths = actionUnitNames.map((name) => Math.min(1, Math.max(0, shownBy(name) + restlessness * random.normal())));
  return Object.fromEntries(actionUnitNames.map((name, index) => [name, Math.round(strengths[index]! * 1000) / 1000])) as ActionUnits;
}
