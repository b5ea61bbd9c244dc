// A drawn person: everything about a face that does not change with its expression.
import { type RandomStream, randomStream } from "../../random.ts";

export interface Identity {
  /** Half width and half height of the head, pixels of the 112 x 112 picture. */
  headWidth: number;
  headHeight: number;
  /** 0 round to 1 square. */
  jaw: number;
  skin: string;
  skinShadow: string;
  skinLight: string;
  lip: string;
  hair: string;
  hairStyle: "short" | "long" | "bald" | "curly" | "fringe";
  browThickness: number;
  browHeight: number;
  eyeSpacing: number;
  eyeSize: number;
  iris: string;
  noseLength: number;
  noseWidth: number;
  mouthWidth: number;
  lipFullness: number;
  hasGlasses: boolean;
  beard: "none" | "stubble" | "full" | "moustache";
  /** 0 young to 1 old: lines at rest, which look like expressions. */
  age: number;
  background: string;
}

const skins = [
  [246, 216, 190],
  [232, 190, 158],
  [214, 164, 126],
  [186, 132, 96],
  [146, 98, 68],
  [104, 68, 48],
] as const;
const hairs = ["#1d1714", "#3a2619", "#5d3f26", "#8a6238", "#c39a5a", "#8f8f92", "#6d2f1c"];
const irises = ["#3a2616", "#5b3d22", "#4d6b3c", "#3f6285", "#6b7a80"];

/** The person of a number: the same for the same seed, whatever else is drawn. */
export function identityOf(seed: number, person: number): Identity {
  const random = randomStream(seed, "identity", person);
  const skin = skins[random.integer(skins.length)]!.map((value) => value + 8 * random.normal());
  const hairStyle = pick(random, ["short", "short", "long", "long", "bald", "curly", "fringe"] as const);
  const isBearded = hairStyle !== "long" && hairStyle !== "fringe" && random.uniform() < 0.4;
  return {
    headWidth: 31 + 2.4 * random.normal(),
    headHeight: 41 + 2.4 * random.normal(),
    jaw: random.uniform(),
    skin: colour(skin, 1),
    skinShadow: colour(skin, 0.72),
    skinLight: colour(skin, 1.1),
    lip: colour([skin[0]! * 0.84, skin[1]! * 0.62, skin[2]! * 0.64], 1),
    hair: pick(random, hairs),
    hairStyle,
    browThickness: 1.7 + 0.9 * random.uniform(),
    browHeight: 1.2 * random.normal(),
    eyeSpacing: 13 + 0.9 * random.normal(),
    eyeSize: 1 + 0.1 * random.normal(),
    iris: pick(random, irises),
    noseLength: 14 + 1.5 * random.normal(),
    noseWidth: 5.4 + 0.8 * random.normal(),
    mouthWidth: 10.5 + 1.1 * random.normal(),
    lipFullness: 1 + 0.22 * random.normal(),
    hasGlasses: random.uniform() < 0.18,
    beard: isBearded ? pick(random, ["stubble", "full", "moustache"] as const) : "none",
    age: random.uniform() ** 1.6,
    background: `hsl(${random.integer(360)},${12 + random.integer(22)}%,${38 + random.integer(42)}%)`,
  };
}

export function pick<T>(random: RandomStream, choices: readonly T[]): T {
  return choices[random.integer(choices.length)]!;
}

function colour(rgb: readonly number[], brightness: number): string {
  return `rgb(${rgb.map((value) => Math.round(Math.min(255, Math.max(0, value * brightness)))).join(",")})`;
}
