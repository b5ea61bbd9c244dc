// P-Net proposes boxes (Zhang et al. 2016, Fig. 2): a window of 12x12, every two pixels.
import type { FaceNetwork } from "./face-network.ts";

export const pNet: FaceNetwork = {
  layers: [
    { name: "conv1", prelu: "prelu1", side: 3, outputs: 10, pool: 2 },
    { name: "conv2", prelu: "prelu2", side: 3, outputs: 16 },
    { name: "conv3", prelu: "prelu3", side: 3, outputs: 32 },
  ],
  heads: { face: "conv4_1", sides: "conv4_2" },
};
