// O-Net has the last word (Zhang et al. 2016, Fig. 2): it sees what R-Net left in 48x48, and finds the five points.
import type { FaceNetwork } from "./face-network.ts";

export const oNet: FaceNetwork = {
  layers: [
    { name: "conv1", prelu: "prelu1", side: 3, outputs: 32, pool: 3 },
    { name: "conv2", prelu: "prelu2", side: 3, outputs: 64, pool: 3 },
    { name: "conv3", prelu: "prelu3", side: 3, outputs: 64, pool: 2 },
    { name: "conv4", prelu: "prelu4", side: 2, outputs: 128 },
    { name: "dense5", prelu: "prelu5", side: 3, outputs: 256, isLinear: true },
  ],
  heads: { face: "dense6_1", sides: "dense6_2", points: "dense6_3" },
};
