// Padding and its counterpart for tensors of every precision: tfjs' own take each for float32.
import { loadTensorFlow } from "./backend.ts";
import { defineKernel } from "./kernel.ts";
import { runOp, type, typeOf } from "./raw-op.ts";
import type { Tensor, Tensor4D } from "./tensorflow.ts";

/** Places added on each side of height and width, and channels added behind the last. */
export type Margins = { top: number; bottom: number; left: number; right: number; channels: number };

/** The same on all four sides. */
export const evenly = (padding: number): Margins => ({ top: padding, bottom: padding, left: padding, right: padding, channels: 0 });

/** @param x  [N, H, W, C] to [N, top + H + bottom, left + W + right, C + channels]; what is added holds `value` */
export function pad(x: Tensor4D, margins: Margins, value = 0): Tensor4D {
  return padding({ x }, { ...margins, value })[0] as Tensor4D;
}

/** [N, height, width, channels] of x from this row, this column and the first channel on. */
export function crop(x: Tensor4D, part: Part): Tensor4D {
  return cropping({ x }, part)[0] as Tensor4D;
}

type Part = { top: number; left: number; height: number; width: number; channels: number };

const pairs = ({ top, bottom, left, right, channels }: Margins): [number, number][] => [
  [0, 0],
  [top, bottom],
  [left, right],
  [0, channels],
];

const padding = defineKernel<"x", Margins & { value: number }>({
  name: "OmniferPad",
  fused: ({ x }, { value, ...margins }) => {
    const tf = loadTensorFlow();
    const [constant] = runOp("Cast", { SrcT: type("float32"), DstT: typeOf(x) }, [tf.scalar(value)]);
    return runOp("PadV2", { T: typeOf(x), Tpaddings: type("int32") }, [x, tf.tensor2d(pairs(margins), [4, 2], "int32"), constant!]);
  },
  composed: ({ x }, { value, ...margins }) => [loadTensorFlow().pad(x, pairs(margins), value)],
  savedInputs: ["x"],
  gradient: ([dy], [x], { top, left }) => {
    const [, height, width, channels] = (x as Tensor4D).shape;
    return { x: () => crop(dy as Tensor4D, { top, left, height, width, channels }) };
  },
});

const cropping = defineKernel<"x", Part>({
  name: "OmniferCrop",
  fused: ({ x }, part) => {
    const [begin, size] = corners(x, part).map((corner) => loadTensorFlow().tensor1d(corner, "int32"));
    return runOp("Slice", { T: typeOf(x), Index: type("int32") }, [x, begin!, size!]);
  },
  composed: ({ x }, part) => {
    const [begin, size] = corners(x, part);
    return [x.slice(begin!, size)];
  },
  savedInputs: ["x"],
  gradient: ([dy], [x], { top, left, height, width, channels }) => {
    const [, rows, columns, depth] = (x as Tensor4D).shape;
    const margins = { top, bottom: rows - top - height, left, right: columns - left - width, channels: depth - channels };
    return { x: () => pad(dy as Tensor4D, margins) };
  },
});

const corners = (x: Tensor, { top, left, height, width, channels }: Part): number[][] => [
  [0, top, left, 0],
  [x.shape[0]!, height, width, channels],
];
