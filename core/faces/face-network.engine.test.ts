// The three networks against facenet-pytorch's: scripts/fixtures/mtcnn.py wrote what those make of a few mosaics.
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { StoredTensor } from "../networks/weights/safetensors.ts";
import { readSafetensors } from "../networks/weights/safetensors.ts";
import { loadTensorFlow } from "../tensor/backend.ts";
import { largestDifference, onBothBackends } from "../tensor/backends.fixture.ts";
import type { Tensor4D } from "../tensor/tensorflow.ts";
import { probabilityOf } from "./boxes.ts";
import { type FaceNetwork, foldFaceNetwork, valueCount } from "./face-network.ts";
import { type MtcnnFile, mtcnnFolder, readMtcnnWeights } from "./mtcnn-weights.ts";
import { oNet } from "./o-net.ts";
import { pNet } from "./p-net.ts";
import { rNet } from "./r-net.ts";

const tf = loadTensorFlow();
const networks: [name: string, network: FaceNetwork, file: MtcnnFile][] = [
  ["pnet", pNet, "pnet.pt"],
  ["rnet", rNet, "rnet.pt"],
  ["onet", oNet, "onet.pt"],
];
/** Of probabilities and shares of a box. */
const tolerance = 1e-5;

const { tensors } = await readSafetensors(join(import.meta.dirname, "fixtures", "networks.safetensors"));
const floats = (name: string): number[] => Array.from((tensors[name]?.values as Float32Array | undefined) ?? []);

function pixelsOf(name: string): Tensor4D {
  const { values, shape } = tensors[`${name}.pixels`] as StoredTensor & { values: Uint8Array };
  return tf.tensor4d(
    Float32Array.from(values, (value) => (value - 127.5) / 128),
    shape as [number, number, number, number],
  );
}

const fold = (network: FaceNetwork, file: MtcnnFile) => foldFaceNetwork(network, readMtcnnWeights(mtcnnFolder(), file), file);

/** Values from `from` to `to` of each place. */
const columns = (values: Float32Array, width: number, from: number, to: number): number[] =>
  Array.from(values).filter((_, index) => index % width >= from && index % width < to);

describe.each(networks)("%s", (name, network, file) => {
  it("says what facenet-pytorch's says, at every place", () => {
    const { first, rest, forward } = fold(network, file);
    const said = tf.tidy(() => forward(pixelsOf(name), first[3], rest));
    expect(said.shape).toEqual([...tensors[`${name}.sides`]!.shape.slice(0, 3), valueCount(network)]);
    const values = said.dataSync<"float32">();
    const width = valueCount(network);
    expect(largestDifference([columns(values, width, 0, 1).map(probabilityOf)], [floats(`${name}.face`)])).toBeLessThan(tolerance);
    expect(largestDifference([columns(values, width, 1, 5)], [floats(`${name}.sides`)])).toBeLessThan(tolerance);
    expect(largestDifference([columns(values, width, 5, 15)], [floats(`${name}.points`)])).toBeLessThan(tolerance);
  });

  it("says the same of a grey picture in one channel and in three", () => {
    const { first, rest, forward } = fold(network, file);
    const [grey] = tf.split(pixelsOf(name), 3, 3);
    const inThree = forward(tf.concat([grey!, grey!, grey!], 3) as Tensor4D, first[3], rest);
    expect(
      forward(grey as Tensor4D, first[1], rest)
        .sub(inThree)
        .abs()
        .max()
        .dataSync()[0],
    ).toBeLessThan(10 * tolerance);
  });

  it("says the same where TensorFlow's addon does not compute", () => {
    const { fused, composed } = onBothBackends(() => {
      const { first, rest, forward } = fold(network, file);
      return [forward(pixelsOf(name), first[3], rest)];
    });
    expect(largestDifference(fused, composed)).toBeLessThan(10 * tolerance);
  });

  it("keeps no tensors but its weights", () => {
    const pixels = pixelsOf(name);
    const before = tf.memory().numTensors;
    const { first, rest, forward } = fold(network, file);
    expect(tf.memory().numTensors).toBe(before + 2 + rest.length);
    tf.tidy(() => void forward(pixels, first[3], rest));
    tf.dispose([first[1], first[3], ...rest]);
    expect(tf.memory().numTensors).toBe(before);
  });
});
