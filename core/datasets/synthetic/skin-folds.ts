// Lines that muscles and years draw into the skin: forehead, frown, nose, crow's feet, cheek folds, chin. Age draws them at rest,
// which is why old faces are hard to read.
import { mouthShape } from "./mouth.ts";
import { type Sitter, sides } from "./sitter.ts";
import { line, unit } from "./svg.ts";

/** For the blurred layer: the broad folds. */
export function broadFolds(sitter: Sitter): string {
  const { identity, ink, place, scale } = sitter;
  const { corner } = mouthShape(sitter);
  return sides
    .map((side) => {
      const { au6, au9, au10, au12, au15 } = sitter.unitsOf(side);
      const { x, y } = corner(side);
      const strength = unit(0.1 + 0.75 * au12 + 0.75 * au10 + 0.55 * au9 + 0.3 * identity.age);
      const reach = 1.6 + 2.6 * au12 + 1.4 * au10;
      const cheek = `M${place(side * (identity.noseWidth + 1.4), identity.noseLength - 2 - 1.6 * au9, 2)}Q${place(x * 0.92 + side * (3.4 + 1.4 * au12), identity.noseLength + 3 - 1.5 * au10, 1)} ${place(x + side * reach, y + 0.5)}`;
      const marionette = `M${place(x + side * 1.2, y + 1.6)}Q${place(x + side * 2.4, y + 4)} ${place(x + side * 1.8, y + 7.5)}`;
      const eye = identity.eyeSpacing;
      const bag = `M${place(side * (eye - 6), 5.8)}Q${place(side * eye, 9 - 1.6 * au6)} ${place(side * (eye + 7), 4.6)}`;
      return [
        line(cheek, ink.shadow, 2.1 * scale, 0.8 * strength),
        line(marionette, ink.shadow, 1.8 * scale, unit(0.7 * au15 + 0.25 * identity.age)),
        line(bag, ink.shadow, 1.6 * scale, unit(0.6 * au6 + 0.25 * au9 + 0.2 * identity.age)),
      ].join("");
    })
    .join("");
}

/** The fine lines, drawn crisp. */
export function fineLines(sitter: Sitter): string {
  const { identity, ink, place, scale, units, jawDrop } = sitter;
  const { age, eyeSpacing, mouthY, eyeSize } = identity;
  const { au1, au2, au4, au9, au15, au17 } = units;
  const raised = 2.2 * au1;
  const forehead = [-15.5, -18.8, -22]
    .map(
      (y) =>
        `M${place(-12.5, y + 1 - 1.5 * au2, 1)}C${place(-5, y - raised, 1)} ${place(5, y - raised, 1)} ${place(12.5, y + 1 - 1.5 * au2, 1)}`,
    )
    .join("");
  const frown = sides
    .map((side) => `M${place(side * 2.6, -6.5, 3)}Q${place(side * 1.6, -9, 3)} ${place(side * (2.8 - au1), -12.4, 2)}`)
    .join("");
  const wrinkles = [-3.5, -1, 1.5].map((y) => `M${place(-3.8, y + 1.2, 3)}Q${place(0, y - 1, 5)} ${place(3.8, y + 1.2, 3)}`).join("");
  const bulge = sides.map((side) => `M${place(side * 3.4, 1, 4)}Q${place(side * 5.6, 4, 3)} ${place(side * 6, 8, 3)}`).join("");
  const feet = sides
    .map((side) => {
      const x = eyeSpacing + 7.6 * eyeSize;
      const rays = [-2.6, 0.2, 3].map((y) => `M${place(side * (x + 0.6), 0.5 + y * 0.4)}L${place(side * (x + 5), 0.6 + 1.3 * y)}`).join("");
      return line(rays, ink.shadow, 0.7 * scale, unit(0.75 * sitter.unitsOf(side).au6 + 0.4 * age * age));
    })
    .join("");
  const chinY = mouthY + 9 + 0.9 * jawDrop;
  const dimple = `M${place(-5, chinY + 1.2, 1)}Q${place(0, chinY - 2.4 - au15, 2)} ${place(5, chinY + 1.2, 1)}`;
  const pits = [-2.6, 0, 2.6].map((x) => `M${place(x, chinY + 4, 1)}l0.3,0.9`).join("");
  return [
    line(forehead, ink.shadow, 0.8 * scale, unit(0.42 * (au1 + au2) + 0.4 * age * age - 0.12)),
    line(frown, ink.deepShadow, 0.9 * scale, unit(0.85 * au4 + 0.25 * age * age - 0.12)),
    line(wrinkles, ink.shadow, 0.9 * scale, unit(au9 - 0.1)),
    line(bulge, ink.shadow, 0.9 * scale, unit(0.75 * au9 - 0.08)),
    feet,
    line(dimple, ink.shadow, 1.1 * scale, unit(0.85 * au17 + 0.15 * au15 - 0.08)),
    line(pits, ink.shadow, 0.9 * scale, unit(0.8 * au17 - 0.2)),
  ].join("");
}
