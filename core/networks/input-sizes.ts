// Which pictures each network takes. Pure, so that the window and the command line can ask.
import type { NetworkName } from "../recipe.ts";

/** Width and height in pixels. */
export interface InputSizes {
  /** What its published weights were trained with. */
  usual: number;
  /** Below this a layer would have no place left. */
  smallest: number;
  largest: number;
}

const largest = 512;

export const inputSizes: Readonly<Record<NetworkName, InputSizes>> = {
  compact: { usual: 48, smallest: 16, largest },
  "vgg-face": { usual: 224, smallest: 32, largest },
  resnet34: { usual: 224, smallest: 32, largest },
  "face-resnet": { usual: 150, smallest: 55, largest },
};
