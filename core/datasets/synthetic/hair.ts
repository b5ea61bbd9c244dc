// Hair and headscarf: what hangs behind the head and what lies on it.
import type { Sitter } from "./sitter.ts";
import { ellipse, fill, line, n, outline, type Point } from "./svg.ts";

/** Behind neck and ears. */
export function hairBehind({ identity, ink, placeAt, scale }: Sitter): string {
  const { hairStyle, cheekWidth: w } = identity;
  const half = (points: readonly (readonly [number, number])[]): string => {
    const at = (side: number) => points.map(([x, y]): Point => placeAt(side * x, y, -14));
    return outline([...at(1), ...at(-1).reverse()]);
  };
  switch (hairStyle) {
    case "long":
      return fill(
        half([
          [10, -54],
          [w + 4, -40],
          [w + 9, -10],
          [w + 8, 22],
          [w + 9, 50],
          [w + 2, 66],
          [14, 60],
        ]),
        "url(#hairBack)",
      );
    case "wavy":
      return fill(
        half([
          [10, -56],
          [w + 6, -42],
          [w + 11, -14],
          [w + 8, 8],
          [w + 13, 28],
          [w + 9, 46],
          [w + 12, 62],
          [12, 62],
        ]),
        "url(#hairBack)",
      );
    case "bob":
      return fill(
        half([
          [10, -54],
          [w + 5, -40],
          [w + 10, -10],
          [w + 10, 18],
          [w + 4, 32],
          [10, 28],
        ]),
        "url(#hairBack)",
      );
    case "bun":
      return ellipse(placeAt(0, -56, -18), 15 * scale, 12 * scale, "url(#hairBack)");
    case "curly": {
      const size = 10.5 * scale;
      return Array.from({ length: 15 }, (_, index) => {
        const angle = Math.PI * (0.92 + (1.16 * index) / 14);
        return ellipse(placeAt((w + 4) * Math.cos(angle), -8 + 40 * Math.sin(angle), -6), size, size, "url(#hairBack)");
      }).join("");
    }
    case "scarf":
      return fill(
        half([
          [12, -57],
          [w + 7, -40],
          [w + 10, -6],
          [w + 8, 30],
          [w + 16, 62],
          [10, 66],
        ]),
        ink.shirt,
      );
    default:
      return "";
  }
}

/** Hairlines from the right temple over the forehead to the left one, right half: shares of the head's width, heights from the hairline. */
const hairlines = {
  short: [
    [0.95, 34],
    [0.85, 22],
    [0.8, 12],
    [0.62, 2],
    [0.3, 0],
  ],
  receding: [
    [0.96, 36],
    [0.9, 20],
    [0.84, 6],
    [0.62, -5],
    [0.3, 3],
  ],
  long: [
    [0.97, 52],
    [0.94, 30],
    [0.82, 12],
    [0.5, 1],
    [0.14, -5],
  ],
  bob: [
    [0.96, 50],
    [0.9, 26],
    [0.8, 14],
    [0.5, 8.5],
    [0.2, 7.5],
  ],
  bun: [
    [0.96, 34],
    [0.9, 16],
    [0.76, 4],
    [0.5, -1],
    [0.2, -3],
  ],
} as const;

/** The shape between skull and hairline; `grow` is the hair's height above the skull. */
function capOf({ identity, place, placeAt }: Sitter, style: keyof typeof hairlines, grow: number, parting = 0): string {
  const { cheekWidth: w, hairline } = identity;
  const skull = [-1, -0.97, -0.88, -0.7, -0.4, 0, 0.4, 0.7, 0.88, 0.97, 1].map((x) => {
    const dome = (1 - Math.abs(x) ** 2.5) ** 0.4;
    return placeAt(x * (w + grow), 2 - (48 + grow) * dome, 0);
  });
  const edge = (side: number) =>
    hairlines[style].map(([x, y]) => place(side * x * w + parting * (1 - x), y - hairline - Math.abs(parting) * 0.1 * (1 - x)));
  return outline([...skull, ...edge(1), ...edge(-1).reverse()]);
}

/** On the head, over forehead and temples. */
export function hairOver(sitter: Sitter): string {
  const { ink } = sitter;
  switch (sitter.identity.hairStyle) {
    case "bald":
      return "";
    case "buzz":
      return fill(capOf(sitter, "short", 0.3), ink.hair, 0.66);
    case "scarf":
      return scarf(sitter);
    case "curly":
      return fill(capOf(sitter, "bun", 5), "url(#hair)") + curls(sitter);
    case "short":
      return combed(sitter, capOf(sitter, "short", 3), 3);
    case "parted":
      return combed(sitter, capOf(sitter, "short", 5, -9), 5);
    case "receding":
      return combed(sitter, capOf(sitter, "receding", 1.6), 1.6);
    case "long":
    case "wavy":
      return combed(sitter, capOf(sitter, "long", 5.5), 5.5);
    case "bob":
      return combed(sitter, capOf(sitter, "bob", 5.5), 5.5);
    case "bun":
      return combed(sitter, capOf(sitter, "bun", 2.5), 2.5);
  }
}

/** A cap of hair with strands, which end where it ends. */
function combed({ identity, ink, placeAt }: Sitter, cap: string, grow: number): string {
  const { cheekWidth: w } = identity;
  const strands = (shares: readonly number[]) =>
    shares
      .map((x) => `M${placeAt(0.5 * x * w, -47 - grow, 0)}Q${placeAt(0.95 * x * w, -36, 10)} ${placeAt(x * (w + 1), -12 + 26 * x * x, 8)}`)
      .join("");
  return `${fill(cap, "url(#hair)")}<clipPath id="cap"><path d="${cap}"/></clipPath><g clip-path="url(#cap)">${line(strands([-0.85, -0.6, -0.35, -0.1, 0.2, 0.45, 0.7, 0.95]), ink.hairLight, 0.9, 0.4)}${line(strands([-0.95, -0.7, -0.45, -0.2, 0.1, 0.35, 0.6, 0.85]), ink.hairDark, 0.9, 0.45)}</g>`;
}

function curls({ identity, ink, place, scale }: Sitter): string {
  const { cheekWidth: w, hairline } = identity;
  const ring = Array.from({ length: 9 }, (_, index) => {
    const x = -0.94 + (1.88 * index) / 8;
    return place(x * w, -hairline - 4 + 20 * Math.abs(x) ** 2.6);
  });
  const discs = ring.map((centre) => ellipse(centre, 6.6 * scale, 6.6 * scale, "url(#hair)")).join("");
  const arcs = ring.map(([x, y], index) => `M${n(x - 3)},${n(y + (index % 2))}q3,-4 6,0M${n(x - 2)},${n(y - 8)}q3,-3 5,1`).join("");
  return `${discs}${line(arcs, ink.hairDark, 1.1, 0.6)}`;
}

function scarf({ identity, ink, place, placeAt }: Sitter): string {
  const { cheekWidth: w } = identity;
  const edge = [
    [0.86, 30],
    [0.93, 8],
    [0.88, -10],
    [0.6, -22],
    [0, -26],
    [-0.6, -22],
    [-0.88, -10],
    [-0.93, 8],
    [-0.86, 30],
  ];
  const outer = [
    [-1, 30],
    [-1.08, 0],
    [-0.98, -30],
    [-0.55, -50],
    [0, -55],
    [0.55, -50],
    [0.98, -30],
    [1.08, 0],
    [1, 30],
  ];
  const cloth = outline([...outer.map(([x, y]) => placeAt(x! * (w + 6), y!, -2)), ...edge.map(([x, y]) => place(x! * w, y!))]);
  const wrap = (side: number) =>
    outline([
      placeAt(side * (w + 6), 20, -2),
      placeAt(side * (w + 6), 52, 0),
      placeAt(0, 62, 14),
      place(side * 0.4 * w, 46),
      place(side * 0.86 * w, 28),
    ]);
  return `${fill(wrap(-1) + wrap(1), ink.shirt)}${fill(cloth, ink.shirt)}${line(cloth, ink.shirtDark, 1, 0.6)}`;
}
