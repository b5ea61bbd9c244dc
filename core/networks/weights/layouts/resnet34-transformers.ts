// microsoft/resnet-34 of the Transformers library: stages, layers and shortcuts instead of layer1.0.downsample.
import { usualSetup } from "../../network-setup.ts";
import { bareName, renamed, type WeightLayout } from "./weight-layout.ts";

/** By part of the name: what it is and what follows. */
const patterns: readonly [RegExp, (match: string[]) => string][] = [
  [/^embedder\.embedder\.convolution\.(\w+)$/, ([, member]) => `conv1.${member}`],
  [/^embedder\.embedder\.normalization\.(\w+)$/, ([, member]) => `bn1.${member}`],
  [
    /^encoder\.stages\.(\d)\.layers\.(\d+)\.layer\.([01])\.convolution\.(\w+)$/,
    ([, ...m]) => `${blockOf(m)}.conv${Number(m[2]) + 1}.${m[3]}`,
  ],
  [
    /^encoder\.stages\.(\d)\.layers\.(\d+)\.layer\.([01])\.normalization\.(\w+)$/,
    ([, ...m]) => `${blockOf(m)}.bn${Number(m[2]) + 1}.${m[3]}`,
  ],
  [/^encoder\.stages\.(\d)\.layers\.(\d+)\.shortcut\.convolution\.(\w+)$/, ([, ...m]) => `${blockOf(m)}.downsample.0.${m[2]}`],
  [/^encoder\.stages\.(\d)\.layers\.(\d+)\.shortcut\.normalization\.(\w+)$/, ([, ...m]) => `${blockOf(m)}.downsample.1.${m[2]}`],
  [/^classifier\.1\.(weight|bias)$/, ([, member]) => `fc.${member}`],
];

export const resnet34Transformers: WeightLayout = {
  title: "ResNet-34 of Transformers (microsoft/resnet-34)",
  network: "resnet34",
  axes: "pytorch",
  channelOrder: "rgb",
  normalisation: usualSetup("resnet34").normalisation,
  names: (file) => (file.format === "safetensors" || file.format === "pytorch" ? renamed(file, ourName) : new Map()),
};

function ourName(name: string): string | null {
  const bare = bareName(name).replace(/^resnet\./, "");
  for (const [pattern, rename] of patterns) {
    const match = pattern.exec(bare);
    if (match) return rename([...match]);
  }
  return null;
}

const blockOf = ([stage, block]: string[]): string => `layer${Number(stage) + 1}.${block}`;
