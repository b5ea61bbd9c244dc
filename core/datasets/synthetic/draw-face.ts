// One face as SVG: head, hair, features, light, occlusion; turned and nodded by moving the features over the head.
import type { ActionUnits } from "./action-units.ts";
import type { Causes } from "./causes.ts";
import { brow, eye, foreheadLines, mouth, n, nose } from "./features.ts";
import type { Identity } from "./identity.ts";

export const pictureSize = 112;

/** The picture before camera effects. */
export function drawFace(identity: Identity, causes: Causes): string {
  const { left, right } = halves(causes.units, causes.asymmetry);
  const turn = Math.sin((causes.yaw * Math.PI) / 180);
  const nod = Math.sin((causes.pitch * Math.PI) / 180);
  const jawDrop = 4.5 * causes.units.au26;
  const features = [
    foreheadLines(identity, causes.units),
    eye(identity, -1, left, 2.2 * turn),
    eye(identity, 1, right, 2.2 * turn),
    brow(identity, -1, left),
    brow(identity, 1, right),
    nose(identity, causes.units),
    beard(identity, jawDrop),
    mouth(identity, left, right),
    identity.hasGlasses && causes.occlusion !== "sunglasses" ? glasses(identity, "none", "#1e1e22") : "",
    occlusion(identity, causes),
  ].join("");
  // The features slide over the head and crowd together on the far side: an orthographic turn, first order.
  const placed = `translate(${n(56 + 17 * turn)} ${n(52 + 13 * nod)}) skewY(${n(4 * turn * nod)}) scale(${n(Math.sqrt(1 - turn * turn))} ${n(1 - 0.25 * Math.abs(nod))})`;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${pictureSize}" height="${pictureSize}" viewBox="9 13 94 94"><defs>${lightGradient(causes)}</defs><rect width="112" height="112" fill="${identity.background}"/><g transform="rotate(${n(causes.roll)} 56 66)">${behindHead(identity, turn)}${head(identity, jawDrop)}<g transform="${placed}">${features}</g>${hair(identity, turn)}</g><rect width="112" height="112" fill="url(#light)"/></svg>`;
}

/** An asymmetric face shows more on one side. */
function halves(units: ActionUnits, asymmetry: number): { left: ActionUnits; right: ActionUnits } {
  const scaled = (factor: number) =>
    Object.fromEntries(Object.entries(units).map(([name, value]) => [name, value * factor])) as ActionUnits;
  return { left: scaled(Math.max(0.3, 1 - 0.5 * asymmetry)), right: scaled(Math.max(0.3, 1 + 0.5 * asymmetry)) };
}

function head({ headWidth: w, headHeight: h, jaw, skin, skinShadow }: Identity, jawDrop: number): string {
  const chin = 56 + h + jawDrop + 4;
  const cheek = w * (0.78 + 0.2 * jaw);
  const outline = `M${n(56 - w)} 54C${n(56 - w)} ${n(60 - h)} ${n(56 + w)} ${n(60 - h)} ${n(56 + w)} 54C${n(56 + w)} 72 ${n(56 + cheek)} ${n(chin - 6)} ${n(56 + 9 + 5 * jaw)} ${n(chin)}Q56 ${n(chin + 2.5)} ${n(56 - 9 - 5 * jaw)} ${n(chin)}C${n(56 - cheek)} ${n(chin - 6)} ${n(56 - w)} 72 ${n(56 - w)} 54Z`;
  const ears = [-1, 1]
    .map(
      (side) =>
        `<ellipse cx="${n(56 + side * (w + 1))}" cy="57" rx="4" ry="7.5" fill="${skin}" stroke="${skinShadow}" stroke-width="0.8"/>`,
    )
    .join("");
  return `<path d="M44 92h24v24h-24z" fill="${skinShadow}"/>${ears}<path d="${outline}" fill="${skin}"/><path d="${outline}" fill="none" stroke="${skinShadow}" stroke-width="1.6" opacity="0.55"/><ellipse cx="56" cy="${n(chin - 1)}" rx="15" ry="4" fill="${skinShadow}" opacity="0.25"/>`;
}

function behindHead({ hairStyle, hair: colour, headWidth: w }: Identity, turn: number): string {
  if (hairStyle !== "long" && hairStyle !== "fringe") return "";
  const x = 56 - 4 * turn;
  return `<path d="M${n(x - w - 7)} 112C${n(x - w - 9)} 10 ${n(x + w + 9)} 10 ${n(x + w + 7)} 112Z" fill="${colour}"/>`;
}

function hair({ hairStyle, hair: colour, headWidth: w, headHeight: h }: Identity, turn: number): string {
  if (hairStyle === "bald") return "";
  const crown = 57 - h;
  const line = hairStyle === "fringe" ? 40 : 31;
  const x = 56 + 6 * turn;
  if (hairStyle === "curly") {
    return Array.from({ length: 11 }, (_, i) => {
      const angle = Math.PI * (1.02 + (0.96 * i) / 10);
      return `<circle cx="${n(56 + (w + 2) * Math.cos(angle))}" cy="${n(50 + (h - 8) * Math.sin(angle))}" r="8.5" fill="${colour}"/>`;
    }).join("");
  }
  return `<path d="M${n(56 - w - 2)} 56C${n(56 - w - 5)} ${n(crown - 12)} ${n(56 + w + 5)} ${n(crown - 12)} ${n(56 + w + 2)} 56C${n(56 + w - 3)} 44 ${n(x + 16)} ${line} ${n(x)} ${n(line - 2)}C${n(x - 16)} ${line} ${n(56 - w + 3)} 44 ${n(56 - w - 2)} 56Z" fill="${colour}"/>`;
}

function beard({ beard: kind, hair: colour, noseLength, jaw }: Identity, jawDrop: number): string {
  const y = noseLength + 8;
  if (kind === "none") return "";
  const moustache = `<path d="M-9 ${n(y + 3)}Q-4 ${n(y - 1.5)} 0 ${n(y - 0.4)}Q4 ${n(y - 1.5)} 9 ${n(y + 3)}Q0 ${n(y + 1.4)} -9 ${n(y + 3)}Z" fill="${colour}" opacity="0.85"/>`;
  if (kind === "moustache") return moustache;
  const full = `<path d="M-25 12C-25 32 ${n(-19 - 3 * jaw)} ${n(44 + jawDrop)} 0 ${n(47 + jawDrop)}C${n(19 + 3 * jaw)} ${n(44 + jawDrop)} 25 32 25 12C20 20 17 ${n(y)} 0 ${n(y + 1)}C-17 ${n(y)} -20 20 -25 12Z" fill="${colour}" opacity="${kind === "full" ? 0.85 : 0.28}"/>`;
  return full + (kind === "full" ? moustache : "");
}

function glasses({ eyeSpacing: x }: Identity, fill: string, frame: string): string {
  const lens = (side: -1 | 1) =>
    `<rect x="${n(side * x - 8)}" y="-6.5" width="16" height="13" rx="5" fill="${fill}" stroke="${frame}" stroke-width="1.3"/>`;
  return `${lens(-1)}${lens(1)}<path d="M${n(8 - x)} -1Q0 -3.5 ${n(x - 8)} -1M${n(-x - 8)} -2L-30 -3M${n(x + 8)} -2L30 -3" fill="none" stroke="${frame}" stroke-width="1.3"/>`;
}

function occlusion(identity: Identity, { occlusion: kind, lightSide, units }: Causes): string {
  const { skin, skinShadow, noseLength } = identity;
  switch (kind) {
    case "none":
      return "";
    case "sunglasses":
      return glasses(identity, "#17171b", "#0c0c0e");
    case "mask": {
      const top = noseLength - 2;
      return `<path d="M-27 ${n(top)}Q0 ${n(top - 5)} 27 ${n(top)}Q24 ${n(36 + 4 * units.au26)} 0 ${n(44 + 4 * units.au26)}Q-24 ${n(36 + 4 * units.au26)} -27 ${n(top)}Z" fill="#bfd4dd"/><path d="M-22 ${n(top + 8)}Q0 ${n(top + 4)} 22 ${n(top + 8)}M-20 ${n(top + 15)}Q0 ${n(top + 12)} 20 ${n(top + 15)}" fill="none" stroke="#93aebb" stroke-width="0.9"/>`;
    }
    case "hand": {
      const side = lightSide < 0 ? -1 : 1;
      const finger = (i: number) =>
        `<rect x="${n(side * (8 + 5.4 * i) - 2.6)}" y="${n(14 - 3 * Math.sin(i))}" width="5.2" height="34" rx="2.6" fill="${skin}" stroke="${skinShadow}" stroke-width="0.8"/>`;
      return [0, 1, 2, 3].map(finger).join("");
    }
  }
}

/** Light from a side: bright there, dark on the other, over everything. */
function lightGradient({ lightSide, lightStrength }: Causes): string {
  const [bright, dark] = [0.22 * lightStrength, 0.42 * lightStrength];
  const [from, to] = lightSide < 0 ? ["#fff", "#000"] : ["#000", "#fff"];
  const reach = Math.abs(lightSide);
  const opacity = (colour: string) => n(reach * (colour === "#fff" ? bright : dark));
  return `<linearGradient id="light" x1="0" y1="0.15" x2="1" y2="0.3"><stop offset="0.1" stop-color="${from}" stop-opacity="${opacity(from!)}"/><stop offset="0.55" stop-color="${from}" stop-opacity="0"/><stop offset="0.95" stop-color="${to}" stop-opacity="${opacity(to!)}"/></linearGradient>`;
}
