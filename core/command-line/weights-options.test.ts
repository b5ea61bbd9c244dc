import { describe, expect, it } from "vitest";
import { parseWeightsOptions } from "./weights-options.ts";

describe("the options of omnifer weights", () => {
  it("takes a file, and leaves to it what it is", () => {
    expect(parseWeightsOptions(["inspect", "/w/vgg_face_dag.pth"])).toEqual({
      action: "inspect",
      path: "/w/vgg_face_dag.pth",
      network: null,
      channelOrder: null,
      normalisation: null,
      json: false,
    });
  });

  it("takes a target, and what the user knows better", () => {
    const known = ["--network", "vgg-face", "--channel-order", "bgr", "--mean", "0.5,0.5,0.5", "--std", "0.25,0.25,0.25"];
    const argv = ["convert", "/w/a.h5", "/w/b.safetensors", ...known, "--classes", "7", "--json"];
    expect(parseWeightsOptions(argv)).toEqual({
      action: "convert",
      path: "/w/a.h5",
      target: "/w/b.safetensors",
      network: "vgg-face",
      channelOrder: "bgr",
      normalisation: { unit: 255, mean: [0.5, 0.5, 0.5], deviation: [0.25, 0.25, 0.25] },
      classCount: 7,
      json: true,
    });
  });

  it.each([
    [[], 'found "", expected inspect or convert. Try: omnifer weights --help'],
    [["show", "a.pth"], 'found "show", expected inspect or convert'],
    [["inspect"], "found no file, expected omnifer weights inspect FILE"],
    [["inspect", "a.pth", "b.pth"], 'found "b.pth", expected one file to inspect'],
    [["convert", "a.pth"], "found 1 files, expected FILE and OUT.safetensors"],
    [["convert", "a.pth", "b.pth"], 'found "b.pth", expected a name that ends in .safetensors'],
    [["convert", "a.safetensors", "./a.safetensors"], "found one file twice, expected another name for what is written"],
    [["inspect", "a.pth", "--network", "vgg16"], '--network: found "vgg16", expected compact or vgg-face or resnet34 or face-resnet'],
    [["inspect", "a.pth", "--channel-order", "rbg"], '--channel-order: found "rbg", expected rgb or bgr'],
    [["convert", "a.pth", "b.safetensors", "--classes", "1"], '--classes: found "1", expected a whole number from 2 to 1000000'],
    [["inspect", "a.pth", "--classes", "7"], '--classes: found "7", expected omnifer weights convert'],
    [["inspect", "a.pth", "--fast"], "expected the options of omnifer weights"],
  ])("refuses %j", (argv, message) => {
    expect(() => parseWeightsOptions(argv)).toThrow(message);
  });
});
