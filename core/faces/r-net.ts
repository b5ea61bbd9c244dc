// R-Net refines boxes (Zhang et al. 2016, Fig. 2): it sees what P-Net proposed in 24x24.
import type { FaceNetwork } from "./face-network.ts";

export const rNet: FaceNetwork = {
  layers: [
    { name: "conv1", prelu: "prelu1", side: 3, outputs: 28, pool: 3 },
    { name: "conv2", prelu: "prelu2", side: 3, outputs: 48, pool: 3 },
    { name: "conv3", prelu: "prelu3", side: 2, outputs: 64 },
    { name: "dense4", prelu: "prelu4", side: 3, outputs: 128, isLinear: true },
  ],
  heads: { face: "dense5_1", sides: "dense5_2" },
};
