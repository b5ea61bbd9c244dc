// The nose: a soft layer for its sides, tip and cast shadow, and the crisp nostrils. AU9 wrinkles it, AU10 and AU12 widen it.
import { type Sitter, sides } from "./sitter.ts";
import { ellipse, fill, line } from "./svg.ts";

interface NoseShape {
  tipY: number;
  halfWidth: number;
}

function shapeOf({ identity, units }: Sitter): NoseShape {
  return {
    tipY: identity.noseLength - 1.8 * units.au9 - 0.5 * units.au10,
    halfWidth: identity.noseWidth * (1 + 0.14 * units.au9 + 0.1 * units.au10 + 0.1 * units.au12),
  };
}

/** For the blurred layer. */
export function noseShading(sitter: Sitter): string {
  const { ink, place, causes, scale } = sitter;
  const { tipY, halfWidth: w } = shapeOf(sitter);
  const shadeOf = (side: number) => 0.2 + 0.3 * Math.max(0, -side * causes.lightSide) * causes.lightStrength;
  const flanks = sides
    .map((side) => {
      const flank = `M${place(side * 3.4, -4, 3)}Q${place(side * 2.6, 5, 5)} ${place(side * 3.4, tipY - 5, 6)}L${place(side * (w + 0.5), tipY + 1, 1)}Q${place(side * 6.2, 6, 1)} ${place(side * 6.5, -3, 1)}Z`;
      return fill(flank, ink.shadow, shadeOf(side));
    })
    .join("");
  const cast = -causes.lightSide * causes.lightStrength;
  const under = `M${place(-w + 0.5, tipY + 2.2, 1)}Q${place(2.2 * cast, tipY + 5.4, 2)} ${place(w - 0.5, tipY + 2.2, 1)}Q${place(0, tipY + 1, 6)} ${place(-w + 0.5, tipY + 2.2, 1)}Z`;
  return [
    flanks,
    fill(under, ink.shadow, 0.62),
    line(`M${place(0.9 * causes.lightSide, -3, 5)}L${place(0.9 * causes.lightSide, tipY - 5, 8)}`, ink.light, 2.6 * scale, 0.5),
    ellipse(place(0.8 * causes.lightSide, tipY - 2.2, 9), 3.1 * scale, 2.5 * scale, ink.light, 0.6),
  ].join("");
}

export function nostrils(sitter: Sitter): string {
  const { ink, place, scale } = sitter;
  const { tipY, halfWidth: w } = shapeOf(sitter);
  return sides
    .map((side) => {
      const wing = `M${place(side * (w - 0.6), tipY - 3.4, 3)}Q${place(side * (w + 1), tipY - 0.8, 2)} ${place(side * (w - 1.2), tipY + 1.8, 2)}`;
      const hole = `M${place(side * 1.5, tipY + 1.5, 7)}Q${place(side * 2.6, tipY + 0.1, 6)} ${place(side * (w - 2), tipY + 1.4, 4)}Q${place(side * 3, tipY + 2.6, 5)} ${place(side * 1.5, tipY + 1.5, 7)}Z`;
      return `${line(wing, ink.deepShadow, 0.9 * scale, 0.5)}${fill(hole, ink.deepShadow, 0.85)}`;
    })
    .join("");
}
