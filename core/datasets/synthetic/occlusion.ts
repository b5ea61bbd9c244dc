// What hides a part of the face: glasses, sunglasses, a mask, a hand.
import type { Sitter } from "./sitter.ts";
import { sides } from "./sitter.ts";
import { css, fill, line, mix, outline } from "./svg.ts";

export function glasses(sitter: Sitter, isDark: boolean): string {
  const { identity, place, placeAt, scale } = sitter;
  const { eyeSpacing: x, cheekWidth } = identity;
  const frame = isDark ? "#0b0b0d" : css(mix([24, 22, 24], identity.hair, 0.25));
  const lens = (side: number) =>
    outline(
      [
        [x - 9, -4.5],
        [x - 3, -6.6],
        [x + 5, -6.2],
        [x + 9.6, -3.6],
        [x + 8.6, 4.6],
        [x + 2, 8],
        [x - 5, 7.2],
        [x - 8.6, 2.4],
      ].map(([px, py]) => place(side * px!, py!, 5)),
    );
  const arms = sides.map((side) => `M${place(side * (x + 9.4), -3, 5)}L${placeAt(side * (cheekWidth + 2), -4, -2)}`).join("");
  const bridge = `M${place(9 - x, -2.4, 6)}Q${place(0, -4.6, 8)} ${place(x - 9, -2.4, 6)}`;
  const glint = sides.map((side) => `M${place(side * x - 4.5, 2.5, 5)}L${place(side * x - 0.5, -4, 5)}`).join("");
  return [
    sides.map((side) => fill(lens(side), isDark ? "#131318" : "#dfe9f2", isDark ? 0.96 : 0.14)).join(""),
    sides.map((side) => line(`${lens(side)}`, frame, 1.35 * scale)).join(""),
    line(bridge + arms, frame, 1.35 * scale),
    line(glint, "#ffffff", 1.4 * scale, isDark ? 0.25 : 0.3),
  ].join("");
}

export function mask({ identity, place, jawDrop, causes, scale }: Sitter): string {
  const { cheekWidth: w, chinY, noseLength } = identity;
  const chin = chinY + jawDrop + 2;
  const top = noseLength - 6;
  const shape = outline([
    place(-0.9 * w, top + 5),
    place(-8, top + 1, 3),
    place(0, top - 1, 9),
    place(8, top + 1, 3),
    place(0.9 * w, top + 5),
    place(0.86 * w, 30),
    place(10, chin, 3),
    place(-10, chin, 3),
    place(-0.86 * w, 30),
  ]);
  const [cloth, fold] = causes.lightSide > 0.6 ? ["#2b2e36", "#454a55"] : ["#c6dbe4", "#9db8c5"];
  const pleats = [7, 14, 21].map((y) => `M${place(-0.78 * w, top + y)}Q${place(0, top + y - 1, 8)} ${place(0.78 * w, top + y)}`).join("");
  return `${fill(shape, cloth!)}${line(pleats, fold!, 1.2 * scale, 0.9)}${line(shape, fold!, 0.8 * scale, 0.8)}`;
}

/** Fingers over one cheek and a part of the mouth; which half, the light decides. */
export function hand({ ink, place, causes, scale }: Sitter): string {
  const side = causes.lightSide < 0 ? -1 : 1;
  const lengths = [19, 15, 13, 17];
  const fingers = lengths.map((top, index) => {
    const x = 5 + 6.6 * index;
    return outline([
      place(side * (x - 2.9), 52, 8),
      place(side * (x - 3.2), 34, 8),
      place(side * (x - 2.6), top + 2, 8),
      place(side * x, top - 0.6, 9),
      place(side * (x + 2.6), top + 2, 8),
      place(side * (x + 3.1), 34, 8),
      place(side * (x + 2.9), 52, 8),
    ]);
  });
  const knuckles = lengths.map((top, index) => `M${place(side * (3.4 + 6.6 * index), top + 13, 9)}q1.6,0.8 3.2,0`).join("");
  return [
    fingers.map((finger) => fill(finger, ink.skin) + line(finger, ink.shadow, 1.1 * scale, 0.75)).join(""),
    line(knuckles, ink.shadow, 0.8 * scale, 0.6),
  ].join("");
}
