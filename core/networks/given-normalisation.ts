// Mean and deviation as a person gives them, in the form that torchvision's and timm's pages print: of pixels from 0 to 1, or from 0 to
// 255 where a mean is above 1. Pure, because the window checks them while they are typed.
import type { Normalisation } from "./network-setup.ts";

export interface WrongNumbers {
  wrong: "mean" | "deviation";
  /** Numbers from 0 to this; a deviation is above 0. */
  largest: 1 | 255;
}

/** @param mean, deviation  by channel, RGB, of one length */
export function givenNormalisation(mean: readonly number[], deviation: readonly number[]): Normalisation | WrongNumbers {
  const unit = mean.some((value) => value > 1) ? 1 : 255;
  const largest = unit === 1 ? 255 : 1;
  if (!mean.every((value) => value >= 0 && value <= largest)) return { wrong: "mean", largest };
  if (!deviation.every((value) => value > 0 && value <= largest)) return { wrong: "deviation", largest };
  return { unit, mean: [...mean], deviation: [...deviation] };
}
