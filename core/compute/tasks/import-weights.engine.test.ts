import { createHash } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { InputError } from "../../errors.ts";
import { type DrawnDataset, drawDataset } from "../../mining/drawn-dataset.fixture.ts";
import { networkOf } from "../../networks/network.ts";
import { usualSetup } from "../../networks/network-setup.ts";
import { storedState } from "../../networks/weights/layout.ts";
import { readSafetensors, serialiseSafetensors, writeSafetensors } from "../../networks/weights/safetensors.ts";
import type { NetworkName } from "../../recipe.ts";
import { loadTensorFlow } from "../../tensor/backend.ts";
import type { ImportWeightsTask, TaskEvent } from "../protocol.ts";
import { importWeightsFile } from "./import-weights.ts";

const folder = mkdtempSync(join(tmpdir(), "omnifer-import-weights-"));
let data: DrawnDataset;
beforeAll(async () => {
  data = await drawDataset({ anchor: 18, pool: 1, test: 3 });
});
afterAll(() => {
  for (const directory of [folder, data.directory]) rmSync(directory, { recursive: true });
});

/** A file of start values, as another program might have saved them. */
async function drawnWeights(name: NetworkName, classCount: number): Promise<string> {
  const network = networkOf(usualSetup(name));
  const parameters = network.initialise(1, classCount);
  const path = join(folder, `${name}.safetensors`);
  await writeSafetensors(path, storedState(network, parameters, classCount, 0));
  loadTensorFlow().dispose(parameters);
  return path;
}

const taskOf = (path: string, more: Partial<ImportWeightsTask> = {}): ImportWeightsTask => ({
  kind: "import-weights",
  path,
  reading: { network: null, channelOrder: null, normalisation: null },
  classCount: 3,
  weightsDirectory: join(folder, "kept"),
  dataset: null,
  ...more,
});

function contextOf(events: TaskEvent[] = [], signal = new AbortController().signal) {
  return { report: (event: TaskEvent) => void events.push(event), signal, breathe: async () => undefined };
}

const digestOf = (path: string) => createHash("sha256").update(readFileSync(path)).digest("hex");

describe("the import of weights", () => {
  it("keeps them in our form, with the digests of both files and the normalisation beside them", async () => {
    const path = await drawnWeights("compact", 3);
    const { report, digest, sourceDigest } = await importWeightsFile(taskOf(path, { dataset: data }), contextOf());
    const kept = join(folder, "kept", "weights.safetensors");
    expect({ digest, sourceDigest }).toEqual({ digest: digestOf(kept), sourceDigest: digestOf(path) });
    expect(report).toMatchObject({ network: "compact", head: "from-file", channelOrderCheck: null }); // grey: no order to check
    const { tensors, metadata } = await readSafetensors(kept);
    expect(readFileSync(path).equals(serialiseSafetensors(tensors))).toBe(true);
    expect(metadata).toMatchObject({ network: "compact", source: "compact.safetensors" });
    expect(JSON.parse(metadata.normalisation!)).toEqual(report.normalisation);
  });

  it("tries both channel orders on the anchors of a data set, and says what it is doing", async () => {
    const path = await drawnWeights("face-resnet", 7);
    const events: TaskEvent[] = [];
    const { report } = await importWeightsFile(taskOf(path, { dataset: data }), contextOf(events));
    expect(report).toMatchObject({ network: "face-resnet", head: "from-seed", channelOrder: "rgb" });
    expect(report.channelOrderCheck).toMatchObject({ measure: "identity-confidence", pictureCount: 18 });
    const phases = events.map((event) => (event.type === "progress" ? event.phase : event.type));
    expect([...new Set(phases)]).toEqual(["read", "decode", "try", "write"]);
  });

  it("refuses a file of another network, and stops when asked, leaving nothing behind", async () => {
    const path = await drawnWeights("compact", 3);
    const weightsDirectory = join(folder, "never");
    const refused = importWeightsFile(
      taskOf(path, { reading: { network: "resnet34", channelOrder: null, normalisation: null }, weightsDirectory }),
      contextOf(),
    );
    await expect(refused).rejects.toThrow("Choose compact as the network of this file, or another file.");
    await expect(importWeightsFile(taskOf(path, { weightsDirectory }), contextOf([], AbortSignal.abort()))).rejects.toThrow();
    const page = join(folder, "page.pth");
    writeFileSync(page, "<!doctype html><title>Sign in</title>");
    await expect(importWeightsFile(taskOf(page, { weightsDirectory }), contextOf())).rejects.toThrow(InputError);
    expect(() => readFileSync(join(weightsDirectory, "weights.safetensors"))).toThrow("ENOENT");
  });
});
