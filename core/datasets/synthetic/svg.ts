// SVG text of a few hundred shapes a second: numbers short, colours mixed here, no library.

/** Two decimals keep the text small; more than a hundredth of a pixel nobody sees. */
export const n = (value: number): number => Math.round(value * 100) / 100;

/** A place in the picture; in a template string it prints as SVG wants it, "12.5,30.25". */
export type Point = readonly [x: number, y: number];

/** A smooth closed outline through all points (Catmull and Rom's spline as Bézier curves). */
export function outline(points: readonly Point[]): string {
  const at = (index: number) => points[(index + points.length) % points.length]!;
  const segments = points.map((_, index) => {
    const [before, from, to, after] = [at(index - 1), at(index), at(index + 1), at(index + 2)];
    const out = [n(from[0] + (to[0] - before[0]) / 6), n(from[1] + (to[1] - before[1]) / 6)];
    const back = [n(to[0] - (after[0] - from[0]) / 6), n(to[1] - (after[1] - from[1]) / 6)];
    return `C${out} ${back} ${to}`;
  });
  return `M${at(0)}${segments.join("")}Z`;
}

/** Red, green, blue, 0 to 255. */
export type Colour = readonly [red: number, green: number, blue: number];

/** `share` of `other` in `colour`, 0 to 1. */
export function mix(colour: Colour, other: Colour, share: number): Colour {
  const channel = (index: 0 | 1 | 2) => colour[index] + (other[index] - colour[index]) * share;
  return [channel(0), channel(1), channel(2)];
}

export function css([red, green, blue]: Colour): string {
  const hex = (value: number) =>
    Math.round(Math.min(255, Math.max(0, value)))
      .toString(16)
      .padStart(2, "0");
  return `#${hex(red)}${hex(green)}${hex(blue)}`;
}

// fill-opacity and stroke-opacity, not opacity: that one makes librsvg paint each shape on a layer of its own, at twice the time.

export const fill = (path: string, colour: string, opacity = 1): string =>
  opacity <= 0.01 ? "" : `<path d="${path}" fill="${colour}"${opacity < 1 ? ` fill-opacity="${n(opacity)}"` : ""}/>`;

/** A line with round ends. */
export const line = (path: string, colour: string, width: number, opacity = 1): string =>
  opacity <= 0.01
    ? ""
    : `<path d="${path}" fill="none" stroke="${colour}" stroke-width="${n(width)}" stroke-linecap="round"${opacity < 1 ? ` stroke-opacity="${n(opacity)}"` : ""}/>`;

export const ellipse = ([x, y]: Point, rx: number, ry: number, colour: string, opacity = 1): string =>
  `<ellipse cx="${x}" cy="${y}" rx="${n(rx)}" ry="${n(ry)}" fill="${colour}"${opacity < 1 ? ` fill-opacity="${n(opacity)}"` : ""}/>`;

/** Keeps a value between 0 and 1. */
export const unit = (value: number): number => Math.min(1, Math.max(0, value));
