import { describe, expect, it } from "vitest";
import { loadTensorFlow } from "../tensor/backend.ts";
import { multiplyAddCount, networkOf, parameterCount } from "./network.ts";
import { usualSetup } from "./network-setup.ts";

const tf = loadTensorFlow();

describe("the cost of a network", () => {
  it.each([
    ["compact", 7, 1_128_167],
    ["vgg-face", 1000, 138_357_544], // torchvision's
    ["vgg-face", 7, 134_289_223],
    ["resnet34", 1000, 21_797_672], // torchvision's
    ["resnet34", 7, 21_288_263],
  ] as const)("%s has with %i classes %i parameters", (name, classCount, expected) => {
    expect(parameterCount(networkOf(usualSetup(name)), classCount)).toBe(expected);
  });

  it.each([
    ["compact", 7, 48 ** 2 * 288 + 24 ** 2 * 18_432 + 12 ** 2 * 221_184 + 6 ** 2 * 884_736 + 7 * 256],
    ["vgg-face", 1000, 15_470_264_320], // torchvision says 15.47 G
    ["resnet34", 1000, 3_663_761_408], // torchvision says 3.66 G
  ] as const)("%s makes with %i classes %i multiply-adds a picture", (name, classCount, expected) => {
    expect(multiplyAddCount(networkOf(usualSetup(name)), classCount)).toBe(expected);
  });

  it("falls with the square of the side", () => {
    const [usual, half] = [256, 128].map((size) => multiplyAddCount(networkOf(usualSetup("resnet34", size)), 7));
    expect(usual! / half!).toBeCloseTo(4, 2);
  });
});

describe("a network by name", () => {
  it("refuses a size at which a layer would have no place", () => {
    expect(() => networkOf(usualSetup("face-resnet", 48))).toThrow("face-resnet takes pictures of 55 to 512 pixels a side, not 48.");
  });

  it.each([
    ["compact", 16],
    ["resnet34", 32],
    ["face-resnet", 55],
  ] as const)("%s works at its smallest size, %i", (name, size) => {
    const network = networkOf(usualSetup(name, size));
    const parameters = network.initialise(1, 7);
    const images = tf.zeros([1, size, size, network.channels]) as ReturnType<typeof tf.tensor4d>;
    const { features, logits } = network.forward(parameters, images, "frozen");
    expect(features.shape).toEqual([1, network.featureCount]);
    expect(logits.shape).toEqual([1, 7]);
  });
});

describe("a network with dropout", () => {
  it("asks for the seed of the update", () => {
    const { forward } = networkOf(usualSetup("vgg-face", 32));
    const parameters = Object.fromEntries(
      networkOf(usualSetup("vgg-face", 32))
        .parameters(7)
        .map(({ name, shape }) => [name, tf.zeros(shape)]),
    );
    const images = tf.zeros([1, 32, 32, 3]) as ReturnType<typeof tf.tensor4d>;
    expect(() => forward(parameters, images, "train")).toThrow("needs the update's dropoutSeed");
    tf.dispose(parameters);
  });
});
