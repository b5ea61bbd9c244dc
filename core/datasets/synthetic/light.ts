// Light and background: gradients that everything shares. The light comes from a side, from above or below, with a warmth.
import type { Sitter } from "./sitter.ts";
import { type Colour, css, mix, n } from "./svg.ts";

const daylight: Colour = [255, 250, 242];

/** Gradients by id: skin, neck, fall, hair, hairBack, key (the light itself), wall. */
export function gradients({ identity, ink, causes }: Sitter): string {
  const { lightSide, lightHeight, lightStrength, hue } = causes;
  const [fromX, fromY] = [n(0.5 + 0.42 * lightSide), n(0.34 - 0.22 * lightHeight)];
  const stop = (offset: number, colour: string, opacity = 1) =>
    `<stop offset="${offset}" stop-color="${colour}"${opacity < 1 ? ` stop-opacity="${n(opacity)}"` : ""}/>`;
  const linear = (id: string, ends: string, stops: string) => `<linearGradient id="${id}" ${ends}>${stops}</linearGradient>`;
  const wall: Colour = wallColour(hue);
  return [
    `<radialGradient id="skin" cx="${n(0.5 + 0.2 * lightSide)}" cy="${n(0.4 - 0.1 * lightHeight)}" r="0.72">${stop(0, css(mix(identity.skin, identity.skinLight, 0.5)))}${stop(0.5, ink.skin)}${stop(0.82, css(mix(identity.skin, identity.skinShadow, 0.35)))}${stop(1, css(mix(identity.skin, identity.skinShadow, 0.75)))}</radialGradient>`,
    linear("neck", 'x1="0" y1="0.05" x2="0" y2="0.8"', stop(0, ink.deepShadow) + stop(0.45, ink.shadow) + stop(1, ink.skin)),
    linear("fall", 'x1="0" y1="0" x2="0" y2="1"', stop(0, "#000", 0) + stop(1, "#000", 0.6)),
    linear(
      "hair",
      `x1="${n(0.5 + 0.3 * lightSide)}" y1="0" x2="${n(0.5 - 0.3 * lightSide)}" y2="1"`,
      stop(0, ink.hairLight) + stop(0.35, ink.hair) + stop(1, ink.hairDark),
    ),
    linear("hairBack", 'x1="0.5" y1="0" x2="0.5" y2="1"', stop(0, ink.hair) + stop(0.6, ink.hairDark)),
    `<radialGradient id="wall" cx="${n(0.5 - 0.3 * lightSide)}" cy="0.35" r="0.9">${stop(0, css(mix(wall, daylight, 0.28)))}${stop(1, css(mix(wall, [20, 20, 26], 0.4)))}</radialGradient>`,
    linear(
      "key",
      `x1="${fromX}" y1="${fromY}" x2="${n(1 - fromX)}" y2="${n(0.9 - 0.2 * fromY)}"`,
      stop(0, "#fff7ea", 0.26 * lightStrength) +
        stop(0.42, "#fff7ea", 0) +
        stop(0.5, "#080510", 0) +
        stop(1, "#080510", 0.62 * lightStrength),
    ),
  ].join("");
}

/** A muted colour for each hue, 0 to 1. */
function wallColour(hue: number): Colour {
  const channel = (phase: number) => 132 + 30 * Math.cos(2 * Math.PI * (hue + phase)) + 38 * Math.cos(2 * Math.PI * (3.7 * hue));
  return [channel(0), channel(1 / 3), channel(2 / 3)];
}

export const wall = '<rect width="112" height="112" fill="url(#wall)"/>';
