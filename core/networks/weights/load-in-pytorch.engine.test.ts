// What a run writes goes into PyTorch with load_state_dict(strict=True), by the script that we tell people to use.
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { loadTensorFlow } from "../../tensor/backend.ts";
import { faceResnet } from "../face-resnet.ts";
import type { Network, NetworkBody } from "../network.ts";
import { networkOf } from "../network.ts";
import { usualSetup } from "../network-setup.ts";
import { resnet } from "../resnet34.ts";
import { vgg } from "../vgg16.ts";
import { storedState } from "./layout.ts";
import { python, scriptPath } from "./python.fixture.ts";
import { writeSafetensors } from "./safetensors.ts";
import { weightMetadata } from "./weight-input.ts";

const stages = [
  [2, 3],
  [2, 2],
  [2, 2, 3],
  [2, 2, 2],
  [2, 2, 3],
];
const resnetStages = [
  { blocks: 3, width: 4 },
  { blocks: 4, width: 6 },
  { blocks: 6, width: 8 },
  { blocks: 3, width: 10 },
];
const faceStages = [
  { name: "conv32", width: 4, blocks: 3 },
  { name: "conv64", width: 6, blocks: 3 },
  { name: "conv128", width: 8, blocks: 2 },
  { name: "conv256", width: 10, blocks: 2 },
];
const withInput = (body: NetworkBody): Network => ({ ...body, normalisation: usualSetup(body.name).normalisation });

/** All layers of the real ones, most of them narrower: the whole VGG-16 has half a gigabyte. */
const networks: [network: Network, moduleArguments: object][] = [
  [networkOf(usualSetup("compact")), {}],
  [withInput(vgg({ stages, hidden: 4 }, 224)), { stages, hidden: 4 }],
  [withInput(resnet(resnetStages, 224)), { stages: resnetStages.map(({ blocks, width }) => [blocks, width]) }],
  [withInput(faceResnet(faceStages, 150)), { stages: faceStages.map(({ name, width, blocks }) => [name, width, blocks]) }],
];

describe.skipIf(python === undefined)("weights of a run in PyTorch", () => {
  const folder = mkdtempSync(join(tmpdir(), "omnifer-load-weights-"));
  afterAll(() => rmSync(folder, { recursive: true }));

  it.each(networks.map(([network, more]) => [network.name, network, more] as const))(
    "%s loads strictly, every number in its tensor",
    async (_, network, more) => {
      const parameters = network.initialise(1, 7);
      const state = storedState(network, parameters, 7, 12);
      loadTensorFlow().dispose(parameters);
      const path = join(folder, `${network.name}.safetensors`);
      await writeSafetensors(path, state, weightMetadata(network));
      const script = [scriptPath("load-weights.py"), path, "--json", "--arguments", JSON.stringify(more)];
      const means: Record<string, number> = JSON.parse(execFileSync(python!, script, { encoding: "utf8" }));
      expect(Object.keys(means).sort()).toEqual(Object.keys(state).sort());
      for (const [name, { values }] of Object.entries(state)) {
        const sum = Array.from<number | bigint, number>(values, Number).reduce((a, b) => a + b, 0);
        expect(means[name], name).toBeCloseTo(sum / values.length, 9);
      }
    },
  );
});
