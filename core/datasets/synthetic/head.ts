// The head without its features: shoulders, neck, ears, outline, and the soft shading that makes it round.
import type { Sitter } from "./sitter.ts";
import { sides } from "./sitter.ts";
import { ellipse, fill, line, n, outline, type Point } from "./svg.ts";

/** Outline of the face from the crown over both cheeks to the chin. */
export function headOutline({ identity, placeAt, jawDrop }: Sitter): string {
  const { cheekWidth: w, chinY, jaw, softness } = identity;
  const chin = chinY + jawDrop;
  const half: (readonly [number, number, number])[] = [
    [0.54 * w, -41, 2],
    [0.92 * w, -27, 2],
    [w, -8, 3],
    [0.985 * w, 10, 5],
    [jaw * w, 0.64 * chinY + 0.35 * jawDrop, 8],
    [0.62 * w - 2 * softness, 0.9 * chin, 14],
    [9 - 1.5 * softness, chin, 20],
  ];
  const right = half.map(([x, y, depth]) => placeAt(x, y, depth));
  const left = half.map(([x, y, depth]) => placeAt(-x, y, depth)).reverse();
  return outline([placeAt(0, -45, 2), ...right, ...left]);
}

/** Neck and shoulders, which do not turn with the head. */
export function shoulders({ ink, causes, identity, scale }: Sitter): string {
  const x = 56 + causes.shiftX + 4 * Math.sin((causes.roll * Math.PI) / 180);
  const width = (identity.softness > 0.5 ? 14 : 17) * scale;
  const neck = `M${n(x - width)},74L${n(x - width - 1)},102Q${n(x - 30)},106 ${n(x - 44)},114H${n(x + 44)}Q${n(x + 30)},106 ${n(x + width + 1)},102L${n(x + width)},74Z`;
  const shirt = `M${n(x - width - 2)},103Q${n(x)},${n(119 - 4 * identity.softness)} ${n(x + width + 2)},103Q${n(x + 40)},107 ${n(x + 62)},118H${n(x - 62)}Q${n(x - 40)},107 ${n(x - width - 2)},103Z`;
  return `${fill(neck, "url(#neck)")}${fill(shirt, ink.shirt)}${fill(shirt, "url(#fall)", 0.35)}`;
}

export function ears({ identity, ink, placeAt }: Sitter): string {
  return sides
    .map((side) => {
      const x = (offset: number) => side * (identity.cheekWidth + offset);
      const shell: Point[] = [
        placeAt(x(-2), -6, -3),
        placeAt(x(3.5), -8, -6),
        placeAt(x(5), -1, -7),
        placeAt(x(2.6), 9, -5),
        placeAt(x(-2), 12, -2),
      ];
      const hollow = `M${placeAt(x(2.4), -4, -6)}Q${placeAt(x(3.4), 1, -6)} ${placeAt(x(1), 7, -5)}`;
      return `${fill(outline(shell), ink.skin)}${fill(outline(shell), ink.shadow, 0.28)}${line(hollow, ink.shadow, 1.4, 0.7)}`;
    })
    .join("");
}

/** Shading that the light does not change: the roundness of skull, sockets, cheeks and chin. Drawn inside the blurred layer. */
export function modelling(sitter: Sitter): string {
  const { identity, ink, place, units, jawDrop } = sitter;
  const { eyeSpacing, mouthY, chinY, age, cheekWidth } = identity;
  const blob = (x: number, y: number, rx: number, ry: number, colour: string, opacity: number) =>
    ellipse(place(x, y), rx, ry, colour, opacity);
  const pairs = sides
    .map((side) => {
      const { au6, au12 } = sitter.unitsOf(side);
      const cheekY = 14.5 - 3 * au6;
      return [
        blob(side * (eyeSpacing - 1), -3.2, 9, 4.6, ink.shadow, 0.3), // socket
        blob(side * (eyeSpacing - 7.5), -3, 2.6, 4.2, ink.shadow, 0.34), // beside the root of the nose
        blob(side * (eyeSpacing - 0.5), 5.6, 6.4, 1.7, ink.shadow, 0.16 + 0.2 * age), // under the eye
        blob(side * (eyeSpacing + 4.5), cheekY + 2, 7.5, 5.5, ink.blush, 0.3 + 0.25 * au6 + 0.15 * au12),
        blob(side * (eyeSpacing + 4), cheekY - 4, 6, 2.6, ink.light, 0.34 + 0.4 * au6), // cheekbone
        blob(side * (cheekWidth - 7), 25, 4.6, 11, ink.shadow, 0.24), // hollow of the cheek
        blob(side * (cheekWidth - 3), -16, 3.4, 11, ink.shadow, 0.26), // temple
      ].join("");
    })
    .join("");
  return [
    blob(0, -20, 15, 7, ink.light, 0.4),
    pairs,
    blob(0, mouthY + 7 + 0.9 * jawDrop, 6.5, 1.9, ink.shadow, 0.34 - 0.12 * units.au17),
    blob(0, chinY - 5.5 + jawDrop - units.au17, 6, 3.4, ink.light, 0.3),
    blob(0, chinY + 2 + jawDrop, 17, 3, ink.shadow, 0.34),
  ].join("");
}
