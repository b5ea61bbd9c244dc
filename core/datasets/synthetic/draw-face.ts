// One face as SVG, from back to front: wall, hair behind, shoulders, head, a blurred layer of soft shading, then everything crisp.
import { beard } from "./beard.ts";
import type { Causes } from "./causes.ts";
import { brow, eye } from "./eyes.ts";
import { hairBehind, hairOver } from "./hair.ts";
import { ears, headOutline, modelling, shoulders } from "./head.ts";
import type { Identity } from "./identity.ts";
import { gradients, wall } from "./light.ts";
import { mouth } from "./mouth.ts";
import { noseShading, nostrils } from "./nose.ts";
import { glasses, hand, mask } from "./occlusion.ts";
import { pictureSize } from "./pose.ts";
import { type Sitter, sides, sitterOf } from "./sitter.ts";
import { broadFolds, fineLines } from "./skin-folds.ts";
import { fill } from "./svg.ts";

/** The picture before the camera. */
export function drawFace(identity: Identity, causes: Causes): string {
  const sitter = sitterOf(identity, causes);
  const head = headOutline(sitter);
  const soft = `<g filter="url(#soft)">${modelling(sitter)}${noseShading(sitter)}${broadFolds(sitter)}${beard(sitter)}</g>`;
  const crisp = [
    fineLines(sitter),
    ...sides.map((side) => eye(sitter, side)),
    ...sides.map((side) => brow(sitter, side)),
    nostrils(sitter),
    mouth(sitter),
  ].join("");
  const lit = fill(`M0,0H${pictureSize}V${pictureSize}H0Z`, "url(#key)");
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${pictureSize}" height="${pictureSize}"><defs>${gradients(sitter)}<filter id="soft" x="-5%" y="-5%" width="110%" height="110%" color-interpolation-filters="sRGB"><feGaussianBlur stdDeviation="1.3"/></filter><clipPath id="head"><path d="${head}"/></clipPath></defs>${wall}${hairBehind(sitter)}${shoulders(sitter)}${ears(sitter)}${fill(head, "url(#skin)")}<g clip-path="url(#head)">${soft}</g>${crisp}${hairOver(sitter)}${worn(sitter)}${lit}</svg>`;
}

/** Glasses belong to the person; the rest happens to the picture. */
function worn(sitter: Sitter): string {
  const { occlusion } = sitter.causes;
  const own = sitter.identity.hasGlasses && occlusion !== "sunglasses" ? glasses(sitter, false) : "";
  switch (occlusion) {
    case "none":
      return own;
    case "sunglasses":
      return glasses(sitter, true);
    case "mask":
      return mask(sitter) + own;
    case "hand":
      return own + hand(sitter);
  }
}
