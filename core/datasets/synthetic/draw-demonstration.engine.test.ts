import { mkdtemp, readdir, readFile, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { decodeBytes, decodeRaster } from "../../images/decode.ts";
import { sharp } from "../../images/sharp.ts";
import { readFolderCsv } from "../folder-csv.ts";
import { demonstrationFaces } from "./demonstration.ts";
import { drawDemonstrationSet } from "./draw-demonstration.ts";
import { identityOf } from "./identity.ts";
import { photograph } from "./photograph.ts";

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), "omnifer-drawn-"));
});
afterEach(() => rm(directory, { recursive: true, force: true }));

/** Grey values of a 6 x 6 grid over some faces of seed 1, written down when generator version 1 was frozen. */
const references = [
  {
    index: 0,
    grey: [
      123, 105, 110, 101, 102, 151, 108, 107, 181, 189, 100, 134, 99, 160, 211, 208, 123, 121, 115, 190, 230, 208, 145, 126, 112, 150, 205,
      175, 134, 120, 103, 123, 188, 173, 115, 104,
    ],
  },
  {
    index: 17,
    grey: [
      91, 84, 69, 75, 96, 94, 90, 63, 74, 76, 89, 94, 84, 56, 73, 70, 82, 91, 80, 70, 61, 62, 80, 83, 70, 71, 54, 56, 73, 72, 61, 66, 55,
      56, 67, 62,
    ],
  },
  {
    index: 1500,
    grey: [
      120, 125, 121, 125, 119, 110, 124, 128, 181, 199, 140, 114, 122, 133, 176, 197, 148, 112, 112, 132, 183, 196, 152, 105, 98, 107, 140,
      152, 114, 95, 91, 114, 161, 171, 126, 91,
    ],
  },
  {
    index: 4000,
    grey: [
      176, 133, 128, 127, 163, 200, 141, 119, 146, 131, 106, 169, 125, 135, 156, 127, 78, 128, 161, 137, 124, 99, 94, 114, 170, 139, 92, 77,
      100, 104, 139, 125, 77, 72, 95, 94,
    ],
  },
  {
    index: 8447,
    grey: [
      114, 95, 66, 68, 114, 127, 113, 100, 140, 129, 99, 129, 113, 113, 138, 131, 106, 121, 113, 136, 157, 148, 124, 109, 104, 117, 141,
      128, 106, 96, 94, 104, 127, 119, 95, 89,
    ],
  },
];

/** 14 images a part: the least that holds every class. */
const small = { seed: 1, scale: 0.001 };

describe("drawing the demonstration", () => {
  it("draws a folder that the folder reader takes without a complaint", async () => {
    expect(await drawDemonstrationSet({ directory, ...small })).toBe(14 * 4);
    const dataset = await readFolderCsv(directory, null, () => {}, new AbortController().signal);
    expect(dataset.table.count).toBe(14 * 3);
    expect((await readFile(join(directory, "causes.csv"), "utf8")).trim().split("\n")).toHaveLength(14 * 3 + 1);
    expect((await readdir(join(directory, "second-domain", "images"))).length).toBe(14);
  });

  it("keeps what is drawn already and draws anew what another seed left", async () => {
    await drawDemonstrationSet({ directory, ...small });
    const path = join(directory, "images", "anchor-00003.jpg");
    const first = await stat(path);
    const bytes = await readFile(path);
    await drawDemonstrationSet({ directory, ...small });
    expect((await stat(path)).ino).toBe(first.ino);
    await drawDemonstrationSet({ directory, ...small, seed: 2 });
    expect((await readFile(path)).equals(bytes)).toBe(false);
  });

  it("stops when it is cancelled, before the lists that would vouch for the pictures", async () => {
    const controller = new AbortController();
    const drawing = drawDemonstrationSet({ directory, ...small, signal: controller.signal, onDrawn: () => controller.abort() });
    await expect(drawing).rejects.toMatchObject({ code: "cancelled" });
    expect(await readdir(directory)).not.toContain("labels.csv");
  });

  it.each(references)("draws face $index as it always did, within 2 grey levels", async ({ index, grey }) => {
    const { causes, part, index: ofPart } = demonstrationFaces(1)[index]!;
    const picture = await photograph(identityOf(1, causes.person), causes, 1, part, ofPart);
    const drawn = await decodeBytes(picture, { size: 6, channels: 1 });
    const differences = grey.map((value, cell) => Math.abs(drawn[cell]! - value));
    expect(differences.length).toBe(36);
    expect(Math.max(...differences)).toBeLessThanOrEqual(2);
  });

  it("takes a picture of 112 x 112 in colour, and a grey one with an old camera", async () => {
    const face = demonstrationFaces(1, 0.001).find(({ part }) => part === "second-domain")!;
    const shot = async (isOldCamera: boolean) => {
      const picture = await photograph(identityOf(1, 3), { ...face.causes, isOldCamera, noise: 0, warmth: 0.5 }, 1, face.part, face.index);
      const { width, height, format } = await sharp(picture).metadata();
      expect({ width, height, format }).toEqual({ width: 112, height: 112, format: "jpeg" });
      const { pixels } = await decodeRaster(picture);
      return pixels.reduce((most, value, at) => Math.max(most, at % 3 === 0 ? Math.abs(value - pixels[at + 2]!) : 0), 0);
    };
    expect(await shot(false)).toBeGreaterThan(30);
    expect(await shot(true)).toBeLessThan(6);
  });
});
