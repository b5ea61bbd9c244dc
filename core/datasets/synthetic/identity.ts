// A drawn person: everything about a face that does not change with its expression. Nothing here depends on the label.
import { type RandomStream, randomStream } from "../../random.ts";
import { type Colour, css, mix } from "./svg.ts";

export const hairStyles = ["short", "parted", "buzz", "receding", "bald", "curly", "long", "wavy", "bob", "bun", "scarf"] as const;
export type HairStyle = (typeof hairStyles)[number];

export interface Identity {
  /** Half width at the cheekbones and height of the chin below the eyes, pixels. */
  cheekWidth: number;
  chinY: number;
  /** Half width at the angle of the jaw as a share of `cheekWidth`. */
  jaw: number;
  /** 0 angular to 1 soft: brows, lips, lashes and jaw follow. */
  softness: number;
  skin: Colour;
  skinShadow: Colour;
  skinLight: Colour;
  blush: Colour;
  lip: Colour;
  hair: Colour;
  hairStyle: HairStyle;
  /** Where the hair begins above the eyes, pixels upwards. */
  hairline: number;
  brow: Colour;
  browThickness: number;
  browHeight: number;
  browArch: number;
  eyeSpacing: number;
  eyeSize: number;
  /** Outer corner above the inner one, pixels. */
  eyeTilt: number;
  /** How much of the eye the lid covers at rest, 0 to 1. */
  lidWeight: number;
  iris: Colour;
  noseLength: number;
  noseWidth: number;
  mouthY: number;
  mouthWidth: number;
  lipFullness: number;
  /** Corners of the mouth at rest, pixels downwards: some people look sad or amused who are neither. */
  mouthDroop: number;
  hasGlasses: boolean;
  beard: "none" | "stubble" | "full" | "goatee" | "moustache";
  /** 0 young to 1 old: lines at rest, which look like expressions. */
  age: number;
  shirt: Colour;
}

const skins: readonly Colour[] = [
  [247, 218, 196],
  [240, 202, 172],
  [226, 184, 148],
  [206, 158, 118],
  [172, 122, 86],
  [132, 89, 61],
  [96, 64, 46],
];
const hairs: readonly Colour[] = [
  [28, 24, 24],
  [44, 32, 26],
  [72, 48, 32],
  [112, 76, 46],
  [168, 124, 72],
  [206, 170, 112],
  [122, 54, 30],
];
const greyHair: Colour = [186, 184, 182];
const irises: readonly Colour[] = [
  [70, 44, 26],
  [96, 64, 34],
  [92, 104, 62],
  [82, 112, 142],
  [112, 124, 130],
];
const styles = {
  angular: ["short", "short", "parted", "parted", "buzz", "receding", "bald", "curly"],
  soft: ["long", "long", "wavy", "wavy", "bob", "bun", "curly", "scarf", "short"],
} as const;

/** The person of a number: the same for the same seed, whatever else is drawn. */
export function identityOf(seed: number, person: number): Identity {
  const random = randomStream(seed, "identity", person);
  const around = (mean: number, deviation: number) => mean + deviation * Math.max(-2.2, Math.min(2.2, random.normal()));
  const isSoft = random.uniform() < 0.5;
  const softness = isSoft ? 0.65 + 0.35 * random.uniform() : 0.35 * random.uniform();
  const tone = random.integer(skins.length);
  const base = skins[tone]!;
  const skin: Colour = [around(base[0], 4), around(base[1], 4), around(base[2], 5)];
  const age = random.uniform() ** 1.7;
  const darkest = tone >= 4 ? 2 : hairs.length; // dark skin seldom comes with fair hair
  const hair = mix(hairs[random.integer(darkest)]!, greyHair, age > 0.6 ? (age - 0.6) * 2.2 * random.uniform() : 0);
  const hairStyle = pick<HairStyle>(random, isSoft ? styles.soft : styles.angular);
  const hasBeard = !isSoft && random.uniform() < 0.5;
  return {
    cheekWidth: around(31, 1.4),
    chinY: around(43 - 1.5 * softness, 1.5),
    jaw: around(0.88 - 0.07 * softness, 0.03),
    softness,
    skin,
    skinShadow: [skin[0] * 0.64, skin[1] * 0.53, skin[2] * 0.48],
    skinLight: mix(skin, [255, 244, 230], 0.4),
    blush: mix(skin, [214, 84, 72], tone < 4 ? 0.34 : 0.2),
    lip: mix(mix(skin, [168, 62, 66], 0.38 + 0.22 * softness), [90, 30, 34], tone >= 4 ? 0.25 : 0),
    hair,
    hairStyle,
    hairline: around(26.5, 1.6) + (hairStyle === "receding" ? 5 : 0),
    brow: mix(mix(hair, [50, 36, 28], 0.45), skin, tone < 4 ? 0.1 : 0),
    browThickness: around(3.1 - 0.9 * softness, 0.45),
    browHeight: around(0.4 * softness, 1),
    browArch: around(1.2 + 0.8 * softness, 0.6),
    eyeSpacing: around(13.8, 0.6),
    eyeSize: around(0.98 + 0.08 * softness, 0.06),
    eyeTilt: around(0.6, 0.7),
    lidWeight: random.uniform() ** 2,
    iris: tone >= 3 ? irises[random.integer(2)]! : irises[random.integer(irises.length)]!,
    noseLength: around(16.5 - 1.2 * softness, 1.2),
    noseWidth: around(7 - 0.8 * softness + (tone >= 4 ? 0.8 : 0), 0.6),
    mouthY: around(27, 0.9),
    mouthWidth: around(10.6, 0.8),
    lipFullness: around(0.9 + 0.3 * softness + (tone >= 4 ? 0.25 : 0), 0.14),
    mouthDroop: around(0, 0.7),
    hasGlasses: random.uniform() < 0.16,
    beard: hasBeard ? pick(random, ["stubble", "stubble", "full", "goatee", "moustache"] as const) : "none",
    age,
    shirt: [40 + random.integer(170), 40 + random.integer(170), 50 + random.integer(170)],
  };
}

export function pick<T>(random: RandomStream, choices: readonly T[]): T {
  return choices[random.integer(choices.length)]!;
}

/** Colours of a person as SVG writes them. */
export const inkOf = ({ skin, skinShadow, skinLight, blush, lip, hair, brow, iris, shirt }: Identity) => ({
  skin: css(skin),
  shadow: css(skinShadow),
  deepShadow: css([skinShadow[0] * 0.55, skinShadow[1] * 0.5, skinShadow[2] * 0.5]),
  light: css(skinLight),
  blush: css(blush),
  lip: css(lip),
  lipDark: css([lip[0] * 0.78, lip[1] * 0.68, lip[2] * 0.7]),
  lipLight: css(mix(lip, [255, 225, 215], 0.32)),
  hair: css(hair),
  hairDark: css([hair[0] * 0.55, hair[1] * 0.55, hair[2] * 0.58]),
  hairLight: css(mix(hair, [255, 240, 215], 0.22)),
  brow: css(brow),
  iris: css(iris),
  irisDark: css([iris[0] * 0.45, iris[1] * 0.45, iris[2] * 0.45]),
  shirt: css(shirt),
  shirtDark: css([shirt[0] * 0.7, shirt[1] * 0.7, shirt[2] * 0.7]),
});
export type Ink = ReturnType<typeof inkOf>;
