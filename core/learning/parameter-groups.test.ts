import { describe, expect, it } from "vitest";
import { networkOf, parameterCount, sizeOf } from "../networks/network.ts";
import { usualSetup } from "../networks/network-setup.ts";
import { frozenNorms, parameterGroups } from "./parameter-groups.ts";

const compact = networkOf(usualSetup("compact"));
const resnet = networkOf(usualSetup("resnet34"));
const groups = (network: typeof compact, change: Partial<Parameters<typeof parameterGroups>[2]> = {}) =>
  parameterGroups(network, 7, { headRateMultiple: 10, frozenPrefixes: [], ...change });

describe("parameter groups", () => {
  it("let the last layer learn at its own rate", () => {
    const all = groups(compact);
    const [body, head] = all.slice(-2);
    expect(head).toEqual({ names: ["fc.weight", "fc.bias"], size: 256 * 7 + 7, rateMultiple: 10 });
    expect(body).toMatchObject({ rateMultiple: 1, names: expect.arrayContaining(["conv1.weight", "bn6.bias"]) });
    expect(body!.names).not.toContain("bn1.running_mean");
  });

  it("hold every number that learns once, long parameters alone", () => {
    const all = groups(resnet);
    expect(all.reduce((sum, { size }) => sum + size, 0)).toBe(parameterCount(resnet, 7));
    const sizes = new Map(resnet.parameters(7).map((spec) => [spec.name, sizeOf(spec)]));
    for (const { names } of all) if (names.length > 1) expect(Math.max(...names.map((name) => sizes.get(name)!))).toBeLessThan(2 ** 17);
    expect(all.filter(({ names }) => names.length === 1).map(({ names }) => names[0])).toContain("layer3.1.conv1.weight");
  });

  it("hold nothing that a prefix freezes", () => {
    const names = groups(compact, { frozenPrefixes: ["conv", "bn"] }).flatMap((group) => group.names);
    expect(names).toEqual(["fc.weight", "fc.bias"]);
  });
});

describe("frozen batch norms", () => {
  const frozen = (batchNorm: "training" | "frozen", frozenPrefixes: string[]) => [...frozenNorms(resnet, 7, { batchNorm, frozenPrefixes })];

  it("are those whose statistics a prefix freezes", () => {
    expect(frozen("training", [])).toEqual([]);
    expect(frozen("training", ["bn1.", "layer1.0.", "layer1.1.bn1.weight"])).toEqual(["bn1", "layer1.0.bn1", "layer1.0.bn2"]);
  });

  it("are all of them by the recipe's field", () => {
    expect(frozen("frozen", [])).toHaveLength(36);
  });
});
