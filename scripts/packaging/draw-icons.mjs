// Draws assets/icons/ from assets/icon.svg: `node scripts/packaging/draw-icons.mjs`. Run it after a change of the drawing; a test compares.
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import sharp from "sharp";
import { root } from "../setup/root.mjs";

/** What Linux menus, Windows (256) and macOS (512, 1024) ask for. */
export const iconSizes = [16, 32, 48, 64, 128, 256, 512, 1024];

export const iconPath = (size) => join(root, "assets", "icons", `${size}x${size}.png`);

/** @returns {Promise<Buffer>} a PNG, `size` pixels wide */
export async function drawIcon(size) {
  const svg = await readFile(join(root, "assets", "icon.svg"));
  const pixelsPerUnit = size / 32; // the drawing is 32 units wide; one unit is a pixel at 72 to the inch
  return sharp(svg, { density: 72 * pixelsPerUnit })
    .resize(size, size)
    .png({ compressionLevel: 9 })
    .toBuffer();
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  await mkdir(join(root, "assets", "icons"), { recursive: true });
  for (const size of iconSizes) await writeFile(iconPath(size), await drawIcon(size));
}
