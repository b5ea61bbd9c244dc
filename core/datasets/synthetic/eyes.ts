// Eyes and brows, moved by AU1, 2, 4, 5, 6, 7 and 9.
import type { Side, Sitter } from "./sitter.ts";
import { ellipse, fill, line, n } from "./svg.ts";

/** One eye: white, iris, lids, lashes and crease. */
export function eye(sitter: Sitter, side: Side): string {
  const { identity, ink, place, scale, causes } = sitter;
  const { eyeSpacing, eyeSize, eyeTilt, lidWeight, softness } = identity;
  const units = sitter.unitsOf(side);
  const x = side * eyeSpacing;
  const width = 6.9 * eyeSize;
  const squeeze = 0.34 * units.au7 + 0.26 * units.au6 + 0.26 * units.au9 + 0.16 * units.au4;
  const upper = Math.max(0.7, 3.7 * eyeSize * (1 - 0.16 * lidWeight + 0.5 * units.au5 - squeeze));
  const lower = Math.max(0.4, 2.3 * eyeSize * (1 + 0.14 * units.au5 - 0.62 * units.au6 - 0.44 * units.au7 - 0.3 * units.au9));
  const inner = place(x - side * width, 1);
  const outer = place(x + side * width, 0.2 - eyeTilt);
  const upperCurve = (rise: number) =>
    `C${place(x - side * 0.5 * width, -1.3 * (upper + rise))} ${place(x + side * 0.52 * width, -1.36 * (upper + rise) - 0.4)}`;
  const lowerCurve = (fall: number) =>
    `C${place(x + side * 0.55 * width, 1.3 * (lower + fall))} ${place(x - side * 0.45 * width, 0.6 + 1.3 * (lower + fall))}`;
  const shape = `M${inner}${upperCurve(0)} ${outer}${lowerCurve(0)} ${inner}Z`;
  const iris = place(x + 1.5 * causes.gaze, -0.5 - 0.2 * units.au5, 1);
  const disc = (radius: number, colour: string) => ellipse(iris, radius * eyeSize * scale, radius * eyeSize * scale, colour);
  const clip = side === -1 ? "eyeLeft" : "eyeRight";
  return [
    `<clipPath id="${clip}"><path d="${shape}"/></clipPath><g clip-path="url(#${clip})">`,
    fill(shape, "#efe8e2"),
    disc(3.45, ink.irisDark),
    disc(2.9, ink.iris),
    disc(1.5, "#0d0a09"),
    ellipse([n(iris[0] + 1.1 * scale), n(iris[1] - 1.2 * scale)], 0.75 * scale, 0.75 * scale, "#fff"),
    line(`M${inner}${upperCurve(0)} ${outer}`, "#241a1a", 3.4 * scale, 0.3), // the lid's shadow on the ball
    "</g>",
    line(`M${outer}${lowerCurve(0)} ${inner}`, ink.deepShadow, 0.6 * scale, 0.55),
    line(`M${inner}${upperCurve(0)} ${outer}`, "#1f1513", (1 + 0.5 * softness) * scale, 0.92),
    softness > 0.5 ? line(`M${outer}L${place(x + side * (width + 1.8), -1 - eyeTilt)}`, "#1f1513", 0.9 * scale, 0.8) : "",
    line(
      `M${place(x - side * (width - 1.6), -0.6 - 0.5 * upper)}${upperCurve(1.7 - 0.9 * units.au5)} ${place(x + side * (width + 0.8), -1.2 - 0.4 * upper)}`,
      ink.deepShadow,
      0.8 * scale,
      0.5,
    ),
    line(
      `M${place(x - side * (width - 2), 2.8 + lower)}Q${place(x, 4.6 + 1.4 * lower)} ${place(x + side * (width - 1.5), 2.4 + lower)}`,
      ink.shadow,
      0.9 * scale,
      0.2 + 0.55 * units.au6 + 0.25 * identity.age,
    ),
  ].join("");
}

/** One brow: a shape that is thick at the nose and thin at the temple. */
export function brow(sitter: Sitter, side: Side): string {
  const { identity, ink, place } = sitter;
  const { eyeSpacing, browThickness: thick, browHeight, browArch } = identity;
  const { au1, au2, au4, au5, au9 } = sitter.unitsOf(side);
  const base = -9.2 - browHeight;
  const innerX = side * (eyeSpacing - 7.6 - 2.4 * au4);
  const archX = side * (eyeSpacing + 2.6);
  const outerX = side * (eyeSpacing + 9.6);
  const innerY = base + 0.1 - 5.6 * au1 + 5 * au4 + 1.6 * au9;
  const archY = base - 0.8 * browArch - 1.8 * au1 - 4.8 * au2 + 3.2 * au4 - 0.5 * au5 + 0.8 * au9;
  const outerY = base + 2.4 - 4.4 * au2 + 1.2 * au4;
  const middleX = side * (eyeSpacing - 2.5);
  const middleY = (innerY + archY) / 2 - 0.8;
  const shape = `M${place(innerX, innerY - 0.45 * thick, 2)}Q${place(middleX, middleY - 0.62 * thick, 2)} ${place(archX, archY - 0.55 * thick, 2)}Q${place(side * (eyeSpacing + 7), archY - 0.1 * thick + 0.6, 1)} ${place(outerX, outerY, 1)}Q${place(side * (eyeSpacing + 6), archY + 0.7 * thick + 0.6, 1)} ${place(archX, archY + 0.4 * thick, 2)}Q${place(middleX, middleY + 0.5 * thick, 2)} ${place(innerX + side * 0.4, innerY + 0.62 * thick, 2)}Z`;
  return `${fill(shape, ink.brow, 0.9)}${line(`M${place(innerX, innerY, 2)}Q${place(middleX, middleY, 2)} ${place(archX, archY, 2)}`, ink.hairDark, 0.7, 0.35)}`;
}
