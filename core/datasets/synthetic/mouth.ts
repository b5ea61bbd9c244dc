// The mouth, moved by AU10, 12, 15, 17, 20, 23, 25, 26 and 27: its two corners apart, then lips, teeth and tongue between them.
import type { Side, Sitter } from "./sitter.ts";
import { ellipse, fill, line } from "./svg.ts";

export interface MouthShape {
  /** Corner of each side, in head coordinates. */
  corner: (side: Side) => { x: number; y: number };
  /** Heights in the middle: outer and inner edge of both lips. */
  upperOuter: number;
  upperInner: number;
  lowerInner: number;
  lowerOuter: number;
}

export function mouthShape(sitter: Sitter): MouthShape {
  const { identity, units } = sitter;
  const { mouthY, mouthWidth, mouthDroop, lipFullness } = identity;
  const { au10, au12, au17, au20, au23, au25, au26, au27 } = units;
  const corner = (side: Side) => {
    const half = sitter.unitsOf(side);
    const reach =
      mouthWidth * (1 + 0.34 * half.au12 + 0.32 * half.au20 + 0.05 * half.au15 - 0.2 * half.au23 - 0.12 * half.au26 - 0.22 * half.au27);
    const y = mouthY + mouthDroop - 5 * half.au12 + 4.6 * half.au15 + 1.1 * half.au20 + 0.6 * half.au10 + 2.4 * half.au26 + 4 * half.au27;
    return { x: side * reach, y };
  };
  const open = 2.4 * au25 + 6 * au26 * (0.35 + 0.65 * au25) + 12 * au27;
  const thin = (1 - 0.55 * au23) * (1 - 0.22 * au12) * (1 - 0.25 * au20) * (1 - 0.15 * au27);
  const pushed = 1.8 * au17;
  const upperInner = mouthY - 0.15 * open - 2.6 * au10 * (0.3 + 0.7 * Math.min(1, au25 + 0.3)) - 0.8 * au12 - 0.7 * pushed;
  const lowerInner = upperInner + open + 1.4 * au10 * au25 + 0.6 * au12 * au25;
  return {
    corner,
    upperInner,
    upperOuter: upperInner - 3 * lipFullness * thin * (1 - 0.2 * au10) - 0.9 * au10,
    lowerInner,
    lowerOuter: lowerInner + 4.1 * lipFullness * thin * (1 + 0.12 * au17),
  };
}

export function mouth(sitter: Sitter): string {
  const { ink, place, scale, units } = sitter;
  const { corner, upperOuter, upperInner, lowerInner, lowerOuter } = mouthShape(sitter);
  const [left, right] = [corner(-1), corner(1)];
  const level = (left.y + right.y) / 2;
  const point = (side: Side) => place(corner(side).x, corner(side).y);
  /** From one corner to the other, through height `y` in the middle; `width` says how full the curve is. */
  const across = (to: Side, y: number, width = 0.45) => {
    const control = (side: Side) => place(width * corner(side).x, level + ((y - level) * 4) / 3, 2);
    return `C${control(to === 1 ? -1 : 1)} ${control(to)} ${point(to)}`;
  };
  const peak = 0.7 + 0.4 * sitter.identity.softness;
  const slope = (side: Side) => place(0.45 * corner(side).x + side, upperOuter * 0.8 + level * 0.2, 2);
  const bow = `M${point(-1)}C${slope(-1)} ${place(-3.6, upperOuter - 0.5, 3)} ${place(-1.7, upperOuter - 0.2, 3)}Q${place(0, upperOuter + peak, 3)} ${place(1.7, upperOuter - 0.2, 3)}C${place(3.6, upperOuter - 0.5, 3)} ${slope(1)} ${point(1)}`;
  const opening = `M${point(1)}${across(-1, upperInner)}${across(1, lowerInner)}Z`;
  const isOpen = lowerInner - upperInner > 0.7;
  const glossY = (lowerInner + lowerOuter) / 2;
  const gloss = `M${place(0.36 * left.x, glossY, 3)}Q${place(0, glossY + 0.5, 4)} ${place(0.36 * right.x, glossY, 3)}`;
  return [
    isOpen ? `${fill(opening, "#38110f")}${teeth(sitter, opening, upperInner, lowerInner)}` : "",
    fill(`${bow}${across(-1, upperInner)}Z`, ink.lipDark),
    fill(`M${point(1)}${across(-1, lowerInner)}${across(1, lowerOuter, 0.6)}Z`, ink.lip),
    line(gloss, ink.lipLight, 1.5 * scale, 0.55),
    isOpen ? "" : line(`M${point(1)}${across(-1, upperInner)}`, "#3a1614", (0.9 + 0.3 * units.au23) * scale, 0.8),
    line(`M${point(-1)}l-0.4,0.2M${point(1)}l0.4,0.2`, ink.deepShadow, 1.5 * scale, 0.6),
  ].join("");
}

function teeth({ place, units, identity }: Sitter, opening: string, upperInner: number, lowerInner: number): string {
  const gap = lowerInner - upperInner;
  const upperShown = Math.min(3.6, 0.75 * gap) * Math.min(1, 0.35 + 0.9 * units.au12 + 0.9 * units.au10 + 0.7 * units.au20);
  const lowerShown = Math.min(2.2, 0.3 * gap) * Math.min(1, 0.9 * units.au20 + 0.6 * units.au10 + 0.2 * units.au26);
  const w = identity.mouthWidth * 1.5;
  const band = (from: number, to: number, bend: number) =>
    `M${place(-w, from - 8)}L${place(w, from - 8)}L${place(w, to - bend)}Q${place(0, to + bend, 2)} ${place(-w, to - bend)}Z`;
  const lower = `M${place(-w, lowerInner + 8)}L${place(w, lowerInner + 8)}L${place(w, lowerInner - lowerShown - 0.6)}Q${place(0, lowerInner - lowerShown + 0.6, 2)} ${place(-w, lowerInner - lowerShown - 0.6)}Z`;
  return [
    `<clipPath id="mouth"><path d="${opening}"/></clipPath><g clip-path="url(#mouth)">`,
    gap > 5 ? ellipse(place(0, lowerInner + 0.4, 1), 7, 0.32 * gap, "#a2484b") : "",
    fill(band(upperInner, upperInner + upperShown, 0.8), "#e9e1d6"),
    lowerShown > 0.4 ? fill(lower, "#d3cabe") : "",
    "</g>",
  ].join("");
}
