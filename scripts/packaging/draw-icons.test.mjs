import assert from "node:assert/strict";
import { describe, it } from "node:test";
import sharp from "sharp";
import { drawIcon, iconPath, iconSizes } from "./draw-icons.mjs";

const pixelsOf = async (image) => sharp(image).ensureAlpha().raw().toBuffer({ resolveWithObject: true });

describe("the icons", () => {
  for (const size of iconSizes) {
    it(`of ${size} pixels show the drawing in assets/icon.svg`, async () => {
      const [stored, drawn] = [await pixelsOf(iconPath(size)), await pixelsOf(await drawIcon(size))];
      assert.deepEqual([stored.info.width, stored.info.height], [size, size]);
      const worst = stored.data.reduce((most, value, at) => Math.max(most, Math.abs(value - drawn.data[at])), 0);
      assert.ok(worst <= 2, `differs by up to ${worst} grey levels; run node scripts/packaging/draw-icons.mjs`); // 2: another version of the SVG renderer
    });
  }
});
