import { mkdtemp, readdir, readFile, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
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

/** Mean grey values of a 4 x 4 grid over three faces, written down when generator version 1 was frozen. */
const references = [
  { index: 0, grey: [121, 125, 117, 143, 114, 205, 193, 121, 139, 229, 194, 135, 116, 182, 164, 115] },
  { index: 17, grey: [84, 69, 79, 91, 72, 64, 72, 87, 73, 60, 63, 76, 61, 56, 57, 62] },
  { index: 400, grey: [130, 123, 99, 140, 131, 158, 130, 121, 131, 163, 156, 128, 117, 149, 137, 112] },
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

  it.each(references)("draws face $index of the anchors as it always did, within 2 grey levels", async ({ index, grey }) => {
    const { causes, part } = demonstrationFaces(1)[index]!;
    const picture = await photograph(identityOf(1, causes.person), causes, 1, part, index);
    const { data } = await sharp(picture).greyscale().resize(4, 4, { kernel: "cubic" }).raw().toBuffer({ resolveWithObject: true });
    expect(data.length).toBe(grey.length);
    grey.forEach((value, i) => {
      expect(Math.abs(data[i]! - value)).toBeLessThanOrEqual(2);
    });
  });
});
