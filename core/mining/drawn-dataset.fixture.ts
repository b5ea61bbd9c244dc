// A data set of drawn pictures for tests of mining: each class has its own stripes, under noise that follows from the row.

import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { DatasetLocation } from "../compute/protocol.ts";
import { writeDatasetRecord } from "../datasets/dataset-record.ts";
import { oneRoot } from "../datasets/picture-roots.ts";
import { type Split, splits, writeSampleTable } from "../datasets/sample-table.ts";
import { sharp } from "../images/sharp.ts";
import { networkOf } from "../networks/network.ts";
import { usualSetup } from "../networks/network-setup.ts";
import { storedState } from "../networks/weights/layout.ts";
import { writeSafetensors } from "../networks/weights/safetensors.ts";
import { randomStream } from "../random.ts";
import { loadTensorFlow } from "../tensor/backend.ts";

const compact = networkOf(usualSetup("compact"));

export interface DrawnDataset extends DatasetLocation {
  directory: string;
  classes: string[];
  /** Weights of a compact network that was drawn, not trained. */
  weights: string;
  /** Path of the picture of a row. */
  pathOf(row: number): string;
}

const side = 48;

/** Rows are shared out in the order anchor, pool, test; labels and persons (two images each) go round. */
export async function drawDataset(counts: Record<Split, number>, classes = ["fear", "anger", "neutral"]): Promise<DrawnDataset> {
  const directory = mkdtempSync(join(tmpdir(), "omnifer-drawn-"));
  const imagesDirectory = join(directory, "images");
  const roots = oneRoot(imagesDirectory);
  const datasetDirectory = join(directory, "data");
  for (const folder of [imagesDirectory, datasetDirectory]) mkdirSync(folder);
  const split = splits.flatMap((name, index) => new Array<number>(counts[name]).fill(index));
  const label = split.map((_, row) => row % classes.length);
  const files = split.map((_, row) => `${row}.png`);
  const pathOf = (row: number) => join(imagesDirectory, files[row]!);
  for (const [row, k] of label.entries()) {
    const pixels = stripes(k, row);
    writeFileSync(
      pathOf(row),
      await sharp(pixels, { raw: { width: side, height: side, channels: 1 } })
        .png()
        .toBuffer(),
    );
  }
  await writeSampleTable(datasetDirectory, {
    count: split.length,
    files,
    split: Uint8Array.from(split),
    label: Int16Array.from(label, (k, row) => (splits[split[row]!] === "pool" ? -1 : k)),
    person: Int32Array.from(split, (_, row) => row >> 1),
    sequence: Int32Array.from(split, (_, row) => row >> 1),
    line: Uint32Array.from(split, (_, row) => row + 2),
  });
  const digest = createHash("sha256").update(directory).digest("hex");
  const none = classes.map(() => 0);
  await writeDatasetRecord(datasetDirectory, {
    version: 1,
    classes,
    digest,
    counts: { anchor: none, pool: none, test: none },
    poolCount: counts.pool,
    hasGroups: true,
    roots,
  });
  const weights = join(directory, "weights.safetensors");
  const parameters = compact.initialise(1, classes.length);
  await writeSafetensors(weights, storedState(compact, parameters, classes.length, 0), { network: compact.name });
  loadTensorFlow().dispose(parameters);
  return { directory, roots, datasetDirectory, classes, weights, pathOf };
}

/** [48, 48] grey: stripes whose width tells the class. */
function stripes(classIndex: number, row: number): Uint8Array {
  const random = randomStream(row, "stripes");
  const width = 2 + 4 * classIndex;
  return Uint8Array.from({ length: side * side }, (_, i) => (Math.floor((i % side) / width) % 2 ? 150 : 60) + random.integer(60));
}
