// Everything that makes a drawn picture, decided before a line is drawn and written to causes.csv: so the failures of a network can
// be checked against what really was hard.
import { randomStream } from "../../random.ts";
import { type ActionUnits, actionUnitNames, actionUnitsOf } from "./action-units.ts";
import { pick } from "./identity.ts";

/** How hard a part of the data set is; chosen once (docs/results.md), then frozen with `generatorVersion`. */
export interface Difficulty {
  /** Expression intensity is drawn between these. */
  intensity: readonly [number, number];
  /** Share of pictures in which a second expression is mixed in, and its largest weight. */
  blendShare: number;
  blendMost: number;
  /** Deviation of yaw, pitch and roll, degrees. */
  pose: number;
  occlusionShare: number;
  /** Largest blur, pixels. */
  blur: number;
  /** Grey instead of colour, and drawn small first. */
  isOldCamera: boolean;
}

export interface Causes {
  person: number;
  expression: string;
  second: string;
  blend: number;
  intensity: number;
  units: ActionUnits;
  /** -1 left half stronger, 1 right half stronger. */
  asymmetry: number;
  yaw: number;
  pitch: number;
  roll: number;
  /** Direction of the light, -1 from the left to 1 from the right; its strength 0 to 1; its warmth -1 to 1. */
  lightSide: number;
  lightStrength: number;
  warmth: number;
  exposure: number;
  occlusion: "none" | "hand" | "mask" | "sunglasses";
  blur: number;
  noise: number;
  jpegQuality: number;
  isOldCamera: boolean;
}

/** The causes of picture `index` of a part of the data set. */
export function causesOf(seed: number, part: string, index: number, person: number, expression: string, difficulty: Difficulty): Causes {
  const random = randomStream(seed, part, index);
  const [weakest, strongest] = difficulty.intensity;
  const intensity = weakest + (strongest - weakest) * random.uniform();
  const second = pick(
    random,
    ["surprise", "fear", "disgust", "happiness", "sadness", "anger", "neutral"].filter((name) => name !== expression),
  );
  const isBlend = random.uniform() < difficulty.blendShare;
  const blend = isBlend ? difficulty.blendMost * random.uniform() : 0;
  const isOccluded = random.uniform() < difficulty.occlusionShare;
  return {
    person,
    expression,
    second: isBlend ? second : "",
    blend: rounded(blend),
    intensity: rounded(intensity),
    units: actionUnitsOf(expression, intensity, second, blend, random),
    asymmetry: rounded(0.35 * random.normal()),
    yaw: rounded(difficulty.pose * random.normal()),
    pitch: rounded(0.5 * difficulty.pose * random.normal()),
    roll: rounded(0.45 * difficulty.pose * random.normal()),
    lightSide: rounded(2 * random.uniform() - 1),
    lightStrength: rounded(random.uniform()),
    warmth: rounded(0.5 * random.normal()),
    exposure: rounded(0.16 * random.normal()),
    occlusion: isOccluded ? pick(random, ["hand", "mask", "sunglasses"] as const) : "none",
    blur: rounded(difficulty.blur * random.uniform() ** 2),
    noise: rounded(9 * random.uniform() ** 2),
    jpegQuality: 45 + random.integer(50),
    isOldCamera: difficulty.isOldCamera,
  };
}

const plainColumns = [
  "person",
  "expression",
  "second",
  "blend",
  "intensity",
  "asymmetry",
  "yaw",
  "pitch",
  "roll",
  "lightSide",
  "lightStrength",
  "warmth",
  "exposure",
  "occlusion",
  "blur",
  "noise",
  "jpegQuality",
  "isOldCamera",
] as const;

/** Header of causes.csv. */
export const causesHeader = ["file", ...plainColumns, ...actionUnitNames].join(",");

export function causesLine(file: string, causes: Causes): string {
  return [file, ...plainColumns.map((name) => causes[name]), ...actionUnitNames.map((name) => rounded(causes.units[name]))].join(",");
}

/** Three decimals are written and drawn alike, so the file says exactly what was drawn. */
function rounded(value: number): number {
  return Math.round(value * 1000) / 1000;
}
