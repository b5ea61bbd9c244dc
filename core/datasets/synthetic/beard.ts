// Beards hide the folds around the mouth and follow its corners and the jaw.
import { mouthShape } from "./mouth.ts";
import { type Sitter, sides } from "./sitter.ts";
import { fill, outline } from "./svg.ts";

/** For the blurred layer. */
export function beard(sitter: Sitter): string {
  const { identity, ink, place, jawDrop } = sitter;
  const { beard: kind, cheekWidth: w, noseLength, chinY } = identity;
  if (kind === "none") return "";
  const { corner, upperOuter } = mouthShape(sitter);
  const wide = Math.abs(corner(1).x) + 3.4;
  const lip = Math.min(upperOuter, noseLength + 9);
  const moustache = `M${place(-wide, corner(-1).y + 1)}Q${place(-wide * 0.6, lip - 3.4, 2)} ${place(0, noseLength + 3.4, 3)}Q${place(wide * 0.6, lip - 3.4, 2)} ${place(wide, corner(1).y + 1)}Q${place(wide * 0.5, lip - 0.4, 2)} ${place(0, lip - 0.2, 3)}Q${place(-wide * 0.5, lip - 0.4, 2)} ${place(-wide, corner(-1).y + 1)}Z`;
  if (kind === "moustache") return fill(moustache, ink.hair, 0.88);
  const chin = chinY + jawDrop + 1.5;
  const jaw = sides.map((side) => [
    place(side * 0.94 * w, 6),
    place(side * 0.9 * w, 26),
    place(side * 0.5 * w, chin - 3),
    place(side * 7, chin + 1),
  ]);
  const inner = [
    place(0.72 * w, 18),
    place(wide + 1.5, corner(1).y - 1),
    place(wide, corner(1).y + 5),
    place(4, corner(1).y + 9 + 0.6 * jawDrop),
    place(-4, corner(-1).y + 9 + 0.6 * jawDrop),
    place(-wide, corner(-1).y + 5),
    place(-wide - 1.5, corner(-1).y - 1),
    place(-0.72 * w, 18),
  ];
  const full = outline([...jaw[1]!, ...[...jaw[0]!].reverse(), ...[...inner].reverse()]);
  const goatee = outline([
    place(-wide, corner(-1).y),
    place(-wide - 1, corner(-1).y + 8),
    place(-6, chin),
    place(6, chin),
    place(wide + 1, corner(1).y + 8),
    place(wide, corner(1).y),
    place(4.5, corner(1).y + 8 + 0.6 * jawDrop),
    place(-4.5, corner(-1).y + 8 + 0.6 * jawDrop),
  ]);
  if (kind === "goatee") return `${fill(goatee, ink.hair, 0.85)}${fill(moustache, ink.hair, 0.85)}`;
  const strength = kind === "full" ? 0.9 : 0.3;
  return `${fill(full, ink.hair, strength)}${fill(moustache, ink.hair, kind === "full" ? 0.88 : 0.26)}`;
}
