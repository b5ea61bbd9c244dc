// Everything that makes a drawn picture, decided before a line is drawn and written to causes.csv: so the failures of a network can
// be checked against what really was hard.
import { basicExpressions } from "../../classes.ts";
import { type RandomStream, randomStream } from "../../random.ts";
import { type ActionUnits, actionUnitNames, actionUnitsOf } from "./action-units.ts";
import { pick } from "./identity.ts";

/** How hard a part of the data set is; chosen once (docs/results.md), then frozen with `generatorVersion`. */
export interface Difficulty {
  /** Expression intensity is drawn evenly between these. */
  intensity: readonly [number, number];
  /** Share of pictures in which a second expression is mixed in, and its largest weight. */
  blendShare: number;
  blendMost: number;
  /** Deviation of yaw in degrees; pitch and roll have 0.6 and 0.5 of it. */
  pose: number;
  occlusionShare: number;
  /** Largest blur, pixels. */
  blur: number;
  /** Largest deviation of the noise, grey levels. */
  noise: number;
  /** Deviation of the exposure, stops. */
  exposure: number;
  /** Grey instead of colour, and taken at 48 pixels. */
  isOldCamera: boolean;
}

export interface Causes {
  person: number;
  expression: string;
  /** "" for none */
  second: string;
  blend: number;
  intensity: number;
  units: ActionUnits;
  /** -1 the left half of the picture shows more, 1 the right half. */
  asymmetry: number;
  /** Degrees; positive turns to the right of the picture, nods down, leans right. */
  yaw: number;
  pitch: number;
  roll: number;
  /** Size of the face, 1 is usual; its shift in pixels. */
  zoom: number;
  shiftX: number;
  shiftY: number;
  /** -1 looks to the left of the picture, 1 to the right. */
  gaze: number;
  /** -1 light from the left to 1 from the right; -1 from below to 1 from above; strength 0 to 1; warmth -1 to 1; exposure in stops. */
  lightSide: number;
  lightHeight: number;
  lightStrength: number;
  warmth: number;
  exposure: number;
  /** Colour of the wall, 0 to 1. */
  hue: number;
  occlusion: "none" | "hand" | "mask" | "sunglasses";
  /** Deviation of the blur in pixels, of the noise in grey levels. */
  blur: number;
  noise: number;
  jpegQuality: number;
  isOldCamera: boolean;
}

/** The causes of picture `index` of a part of the data set. */
export function causesOf(seed: number, part: string, index: number, person: number, expression: string, difficulty: Difficulty): Causes {
  const random = randomStream(seed, part, index);
  const [weakest, strongest] = difficulty.intensity;
  const intensity = rounded(weakest + (strongest - weakest) * random.uniform());
  const second = pick(
    random,
    basicExpressions.filter((name) => name !== expression),
  );
  const blend = random.uniform() < difficulty.blendShare ? rounded(difficulty.blendMost * random.uniform()) : 0;
  const isOccluded = random.uniform() < difficulty.occlusionShare;
  return {
    person,
    expression,
    second: blend > 0 ? second : "",
    blend,
    intensity,
    units: actionUnitsOf(expression, intensity, second, blend, random),
    asymmetry: around(random, 0.25),
    yaw: around(random, difficulty.pose),
    pitch: around(random, 0.6 * difficulty.pose),
    roll: around(random, 0.5 * difficulty.pose),
    zoom: rounded(1.02 + around(random, 0.035)),
    shiftX: around(random, 1.6),
    shiftY: around(random, 1.6),
    gaze: around(random, 0.5),
    lightSide: rounded(2 * random.uniform() - 1),
    lightHeight: rounded(1 - 1.5 * random.uniform() ** 2),
    lightStrength: rounded(random.uniform()),
    warmth: around(random, 0.4),
    exposure: around(random, difficulty.exposure),
    hue: rounded(random.uniform()),
    occlusion: isOccluded ? pick(random, ["hand", "mask", "sunglasses"] as const) : "none",
    blur: rounded(difficulty.blur * random.uniform() ** 2),
    noise: rounded(difficulty.noise * random.uniform() ** 2),
    jpegQuality: 50 + random.integer(45),
    isOldCamera: difficulty.isOldCamera,
  };
}

/** Normal around 0, cut at 2.2 deviations, so that no head turns away. */
function around(random: RandomStream, deviation: number): number {
  return rounded(deviation * Math.max(-2.2, Math.min(2.2, random.normal())));
}

/** Three decimals are written and drawn alike, so the file says exactly what was drawn. */
function rounded(value: number): number {
  return Math.round(value * 1000) / 1000;
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
  "zoom",
  "shiftX",
  "shiftY",
  "gaze",
  "lightSide",
  "lightHeight",
  "lightStrength",
  "warmth",
  "exposure",
  "hue",
  "occlusion",
  "blur",
  "noise",
  "jpegQuality",
  "isOldCamera",
] as const;

/** Header of causes.csv. */
export const causesHeader = ["file", ...plainColumns, ...actionUnitNames].join(",");

export function causesLine(file: string, causes: Causes): string {
  return [file, ...plainColumns.map((name) => causes[name]), ...actionUnitNames.map((name) => causes.units[name])].join(",");
}
