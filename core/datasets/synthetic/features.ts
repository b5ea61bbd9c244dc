// Eyes, brows, nose and mouth as SVG, moved by action units. Coordinates are those of the upright, frontal head: origin between the
// eyes, x to the right, y down, in pixels of the 112 x 112 picture.
import type { ActionUnits } from "./action-units.ts";
import type { Identity } from "./identity.ts";

/** Side -1 is the left of the picture; `units` are those of that half of the face. */
export function eye(identity: Identity, side: -1 | 1, units: ActionUnits, gaze: number): string {
  const { eyeSize, eyeSpacing, iris, skinShadow, skin } = identity;
  const width = 6 * eyeSize;
  const opening = Math.max(0.35, 3.1 * eyeSize * (1 + 0.75 * units.au5 - 0.42 * units.au7 - 0.42 * units.au6 - 0.3 * units.au9));
  const lower = opening * (0.72 - 0.4 * units.au6);
  const x = side * eyeSpacing;
  const inner = x - side * width;
  const outer = x + side * width;
  const shape = `M${n(inner)} 1 Q${n(x)} ${n(1 - 2 * opening)} ${n(outer)} 0 Q${n(x)} ${n(1 + 2 * lower)} ${n(inner)} 1Z`;
  const clip = `eye${side}`;
  const crowsFeet = units.au6 + 0.5 * identity.age;
  const feet = [-1.6, 0, 1.8].map((dy) => `M${n(outer + side * 1.2)} ${n(1 + dy / 2)}l${n(side * 3.2)} ${n(dy)}`).join("");
  return `<path d="${shape}" fill="#f4f1ec"/><clipPath id="${clip}"><path d="${shape}"/></clipPath><g clip-path="url(#${clip})"><circle cx="${n(x + gaze)}" cy="0.2" r="${n(2.9 * eyeSize)}" fill="${iris}"/><circle cx="${n(x + gaze)}" cy="0.2" r="1.35" fill="#100c0a"/><circle cx="${n(x + gaze + 0.9)}" cy="-0.8" r="0.6" fill="#fff"/></g><path d="M${n(inner)} 1Q${n(x)} ${n(1 - 2 * opening)} ${n(outer)} 0" fill="none" stroke="#2a1c16" stroke-width="1.1"/><path d="M${n(inner + side)} ${n(-0.6 - opening)}Q${n(x)} ${n(-2.2 - 2 * opening)} ${n(outer)} ${n(-opening)}" fill="none" stroke="${skinShadow}" stroke-width="0.7"/><path d="M${n(inner + side)} ${n(3 + lower)}Q${n(x)} ${n(4.6 + 1.6 * lower)} ${n(outer - side)} ${n(2.6 + lower)}" fill="none" stroke="${skinShadow}" stroke-width="0.8" opacity="${n(0.25 + 0.5 * units.au6 + 0.3 * identity.age)}"/><path d="${feet}" stroke="${skinShadow}" stroke-width="0.6" opacity="${n(Math.min(1, 0.8 * crowsFeet))}"/><path d="${shape}" fill="${skin}" opacity="0"/>`;
}

export function brow(identity: Identity, side: -1 | 1, units: ActionUnits): string {
  const { eyeSpacing, browThickness, browHeight, hair, hairStyle } = identity;
  const base = -8.6 - browHeight;
  const innerX = side * (eyeSpacing - 7.2 - 1.8 * units.au4);
  const outerX = side * (eyeSpacing + 8);
  const innerY = base + 0.8 - 4.6 * units.au1 + 4.4 * units.au4 + 1.2 * units.au9;
  const outerY = base + 1.2 - 4.6 * units.au2 + 0.8 * units.au4;
  const middleY = base - 1.6 - 3.6 * units.au2 - 1.4 * units.au1 + 2.4 * units.au4;
  const colour = hairStyle === "bald" ? "#3a2a20" : hair;
  return `<path d="M${n(innerX)} ${n(innerY)}Q${n(side * eyeSpacing)} ${n(middleY)} ${n(outerX)} ${n(outerY)}" fill="none" stroke="${colour}" stroke-width="${n(browThickness)}" stroke-linecap="round"/>`;
}

/** Lines of the forehead: raised by AU1 and AU2, drawn together by AU4. */
export function foreheadLines(identity: Identity, units: ActionUnits): string {
  const raised = Math.min(1, 0.55 * (units.au1 + units.au2) + 0.45 * identity.age);
  const across = [-17, -20.5, -24].map((y) => `M-12 ${y}Q0 ${n(y - 2 * units.au1 - 1)} 12 ${y}`).join("");
  const frown = `M-1.8 -9l${n(-0.4)} -4.6M1.8 -9l0.4 -4.6`;
  return `<path d="${across}" fill="none" stroke="${identity.skinShadow}" stroke-width="0.7" opacity="${n(0.7 * raised)}"/><path d="${frown}" stroke="${identity.skinShadow}" stroke-width="0.9" opacity="${n(Math.min(1, units.au4 + 0.25 * identity.age))}"/>`;
}

export function nose(identity: Identity, units: ActionUnits): string {
  const { noseLength, noseWidth, skinShadow, skinLight } = identity;
  const width = noseWidth * (1 + 0.18 * units.au9 + 0.12 * units.au10 + 0.08 * units.au12);
  const tip = 3 + noseLength - 1.4 * units.au9;
  const wrinkles = [1.5, 3.6, 5.7].map((y) => `M-2.6 ${y}q2.6 -1.4 5.2 0`).join("");
  return `<path d="M-2 2Q${n(-width * 0.5)} ${n(tip - 5)} ${n(-width)} ${n(tip)}Q${n(-width * 0.4)} ${n(tip + 2.6)} 0 ${n(tip + 2)}Q${n(width * 0.4)} ${n(tip + 2.6)} ${n(width)} ${n(tip)}" fill="none" stroke="${skinShadow}" stroke-width="1" stroke-linecap="round"/><ellipse cx="0" cy="${n(tip - 0.6)}" rx="2" ry="1.7" fill="${skinLight}" opacity="0.5"/><ellipse cx="${n(-width * 0.5)}" cy="${n(tip + 1)}" rx="1.2" ry="0.7" fill="#3a1f18" opacity="0.6"/><ellipse cx="${n(width * 0.5)}" cy="${n(tip + 1)}" rx="1.2" ry="0.7" fill="#3a1f18" opacity="0.6"/><path d="${wrinkles}" fill="none" stroke="${skinShadow}" stroke-width="0.8" opacity="${n(units.au9)}"/>`;
}

/** @param left, right  units of the two halves: corners move apart from one another in an asymmetric face */
export function mouth(identity: Identity, left: ActionUnits, right: ActionUnits): string {
  const both = (name: keyof ActionUnits) => (left[name] + right[name]) / 2;
  const { mouthWidth, lipFullness, lip, skinShadow, noseLength } = identity;
  const y = 13 + noseLength + 1.4 * identity.jaw - 1.2 * both("au17");
  const halfWidth = (units: ActionUnits) =>
    mouthWidth * (1 + 0.3 * units.au12 + 0.32 * units.au20 - 0.26 * units.au23 - 0.18 * units.au26 - 0.06 * units.au15);
  const cornerY = (units: ActionUnits) => y - 4.2 * units.au12 + 4 * units.au15 + 0.8 * units.au20;
  const [leftX, rightX, leftY, rightY] = [-halfWidth(left), halfWidth(right), cornerY(left), cornerY(right)];
  const parted = 2.2 * both("au25") + 8.5 * both("au26") * (0.4 + 0.6 * both("au25")) + 1.2 * both("au20") + 1.4 * both("au10");
  const top = y - 0.25 * parted - 2.2 * both("au10") - 0.9 * both("au9") + 0.5 * both("au12");
  const bottom = y + 0.75 * parted + 1.6 * both("au12") - 0.8 * both("au17");
  const fullness = 2.1 * lipFullness * (1 - 0.6 * both("au23")) * (1 - 0.25 * both("au12"));
  const opening = `M${n(leftX)} ${n(leftY)}Q0 ${n(2 * top - y)} ${n(rightX)} ${n(rightY)}Q0 ${n(2 * bottom - y)} ${n(leftX)} ${n(leftY)}Z`;
  const lips = `M${n(leftX - 0.8)} ${n(leftY)}Q-4 ${n(2 * top - y - 2 * fullness)} 0 ${n(1.6 * top - 0.6 * y - 1.2 * fullness)}Q4 ${n(2 * top - y - 2 * fullness)} ${n(rightX + 0.8)} ${n(rightY)}Q0 ${n(2 * bottom - y + 2.6 * fullness)} ${n(leftX - 0.8)} ${n(leftY)}Z`;
  const hasTeeth = parted > 1.6;
  const teeth = hasTeeth
    ? `<clipPath id="mouth"><path d="${opening}"/></clipPath><g clip-path="url(#mouth)"><rect x="-14" y="${n(top - 4)}" width="28" height="${n(4.6 + Math.min(3, 0.5 * parted) + 0.5 * (y - top))}" fill="#efe9df"/><ellipse cx="0" cy="${n(bottom + 1.2)}" rx="6" ry="${n(0.3 * parted)}" fill="#b0555a"/></g>`
    : "";
  const folds = Math.min(1, 0.9 * both("au12") + 0.7 * both("au10") + 0.5 * both("au9") + 0.45 * identity.age);
  const fold = (side: -1 | 1, x: number, cy: number) =>
    `M${n(side * 6.5)} ${n(noseLength + 3)}Q${n(x * 1.15)} ${n(noseLength + 6)} ${n(x + side * 2.2)} ${n(cy + 1.5)}`;
  const chin = Math.min(1, both("au17") + 0.3 * both("au15"));
  return `<path d="${lips}" fill="${lip}"/><path d="${opening}" fill="#3b1216"/>${teeth}<path d="M${n(leftX)} ${n(leftY)}Q0 ${n(2 * (top + bottom) * 0.5 - y)} ${n(rightX)} ${n(rightY)}" fill="none" stroke="#4a1d1c" stroke-width="0.8" opacity="${hasTeeth ? 0 : 0.9}"/><path d="${fold(-1, leftX, leftY)}${fold(1, rightX, rightY)}" fill="none" stroke="${skinShadow}" stroke-width="0.9" opacity="${n(folds)}"/><path d="M-4 ${n(y + 8)}q4 ${n(-2.6 * chin)} 8 0" fill="none" stroke="${skinShadow}" stroke-width="0.9" opacity="${n(0.25 + 0.7 * chin)}"/>`;
}

/** Two decimals keep the SVG small; more than a hundredth of a pixel nobody sees. */
export const n = (value: number): string => String(Math.round(value * 100) / 100);
