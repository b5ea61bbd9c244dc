// Where the addon of TensorFlow cannot be opened, WebAssembly computes in its place, slower and the same.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type DrawnDataset, drawDataset } from "../mining/drawn-dataset.fixture.ts";
import { usualSetup } from "../networks/network-setup.ts";
import { readSafetensors } from "../networks/weights/safetensors.ts";
import { scratchRecipe } from "../recipe.ts";
import { relativeError } from "../tensor/backends.fixture.ts";
import { ComputeClient } from "./client.ts";
import { bundleCompute } from "./compute-bundle.fixture.ts";
import { forkCompute } from "./fork.ts";
import type { TaskEvent, TrainTask } from "./protocol.ts";

/** Loaded before a program: opening the addon fails as it does where its library is missing. */
const withoutLibrary = `
const Module = require("node:module");
const load = Module._load;
Module._load = (name, ...rest) => {
  if (String(name).endsWith("tfjs_binding.node")) throw new Error("libtensorflow_cc.so.2: cannot open shared object file");
  return load(name, ...rest);
};
`;

let data: DrawnDataset;
let bundle: string;
let folder: string;
const clients: ComputeClient[] = [];
beforeAll(async () => {
  data = await drawDataset({ anchor: 12, pool: 1, test: 3 });
  bundle = await bundleCompute();
  folder = mkdtempSync(join(tmpdir(), "omnifer-wasm-"));
  writeFileSync(join(folder, "without-library.cjs"), withoutLibrary);
});
afterAll(() => {
  for (const client of clients) client.kill();
  rmSync(folder, { recursive: true });
  rmSync(data.directory, { recursive: true });
});

function computeIn(nodeOptions: string): ComputeClient {
  const client = new ComputeClient(() => {
    const before = process.env.NODE_OPTIONS ?? "";
    process.env.NODE_OPTIONS = `${before} ${nodeOptions}`;
    try {
      return forkCompute(bundle);
    } finally {
      process.env.NODE_OPTIONS = before;
    }
  });
  clients.push(client);
  return client;
}

const ignore = (_: TaskEvent): void => undefined;
const noSignal = new AbortController().signal;

describe("compute without TensorFlow's library", () => {
  it("trains the compact network to the same weights, and says that it is slower and why", async () => {
    const train = (client: ComputeClient, runDirectory: string) => {
      const { classes, roots, datasetDirectory } = data;
      const task: TrainTask = {
        kind: "train",
        role: "primitive",
        runDirectory,
        dataset: { roots, datasetDirectory },
        classes,
        network: usualSetup("compact", 24),
        recipe: { ...scratchRecipe, epochs: 1, batchSize: 6, smallestBatch: 4, fallAfterEpochs: [] },
        seed: 1,
        startWeights: null,
        auxiliary: null,
        updatesPerEpoch: null,
        distilled: null,
        keepsWeights: true,
      };
      return client.run(task, ignore, noSignal);
    };
    const [withAddon, wasm] = [computeIn(""), computeIn(`--require=${join(folder, "without-library.cjs")}`)];
    const [expected, result] = [await train(withAddon, join(folder, "addon")), await train(wasm, join(folder, "wasm"))];

    expect(expected.backend.backend).toBe("tensorflow");
    expect(result.backend).toMatchObject({ backend: "wasm", device: "cpu", tensorflow: "none", threads: 1 });
    expect(wasm.backendNote).toBe(result.backend.note);
    expect(wasm.backendNote).toContain("computing with WebAssembly, many times slower (libtensorflow_cc.so.2: cannot open");
    expect(withAddon.backendNote).toBeNull();

    const weightsOf = async (run: string) => (await readSafetensors(join(folder, run, "weights.safetensors"))).tensors;
    const [theirs, ours] = [await weightsOf("addon"), await weightsOf("wasm")];
    expect(Object.keys(ours)).toEqual(Object.keys(theirs));
    for (const [name, { dtype, values }] of Object.entries(ours)) {
      if (dtype !== "F32") continue;
      expect(relativeError(values as Float32Array, theirs[name]!.values as Float32Array), name).toBeLessThan(1e-3);
    }
    expect(result.epochs[0]!.trainLoss).toBeCloseTo(expected.epochs[0]!.trainLoss, 3);
    expect(result.weightsDigest).not.toBe(expected.weightsDigest);
  });

  it("is told by the doctor", async () => {
    const client = computeIn(`--require=${join(folder, "without-library.cjs")}`);
    const description = await client.run({ kind: "describe" }, ignore, noSignal);
    expect(description).toMatchObject({ backend: "wasm", note: expect.stringContaining("No TensorFlow library") });
  });
});
