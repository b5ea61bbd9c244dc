// What makes a set of distilled images whole. Asked of every set before it is written and after it is read, so that what was kept can
// be opened, and what a stranger sent cannot reach further than this.
import { inputSizes } from "../networks/input-sizes.ts";
import type { DistilledSet, MadeFor } from "./distilled-set.ts";

export interface SetFault {
  /** Tensor of the file, with the place in it. */
  place: string;
  found: string;
  expected: string;
}

/** Rows of soft labels are float32, each rounded on its own. */
const sumTolerance = 1e-3;

/** The first thing that is wrong with a set; null when it is whole. */
export function faultOfSet(set: DistilledSet, made: MadeFor): SetFault | null {
  return faultOfShape(set, made) ?? faultOfImages(set) ?? faultOfLabels(set, made) ?? faultOfSoftLabels(set, made) ?? faultOfSteps(set);
}

function faultOfShape({ images, shape, gradientSteps }: DistilledSet, { network }: MadeFor): SetFault | null {
  const [count, height, width, channels] = shape;
  const { inputSize, normalisation } = network;
  const place = 'tensor "images"';
  const { smallest, largest } = inputSizes[network.name];
  if (inputSize < smallest || inputSize > largest) {
    return { place: "network", found: `pictures of ${inputSize} pixels`, expected: `${smallest} to ${largest} for ${network.name}` };
  }
  if (height !== inputSize || width !== inputSize || channels !== normalisation.mean.length) {
    const wanted = `${inputSize} x ${inputSize} in ${normalisation.mean.length}, as its network says`;
    return { place, found: `${width} x ${height} pixels in ${channels} channels`, expected: wanted };
  }
  if (normalisation.deviation.length !== channels || (channels !== 1 && channels !== 3)) {
    return { place: "network", found: `a normalisation of ${normalisation.deviation.length} channels`, expected: "1 (grey) or 3 (RGB)" };
  }
  if (count < 1 || !Number.isInteger(count / gradientSteps)) {
    return { place, found: `${count} images`, expected: `as many for each of ${gradientSteps} gradient steps, and at least one` };
  }
  if (images.length === count * height * width * channels) return null;
  return { place, found: `${images.length} numbers`, expected: `${count * height * width * channels}, as its shape says` };
}

function faultOfImages({ images, shape: [, height, width, channels] }: DistilledSet): SetFault | null {
  const at = images.findIndex((value) => !Number.isFinite(value));
  if (at < 0) return null;
  const image = Math.floor(at / (height * width * channels));
  return { place: `tensor "images", image ${image}`, found: String(images[at]), expected: "numbers that are finite" };
}

function faultOfLabels({ labels, shape: [count] }: DistilledSet, { classes }: MadeFor): SetFault | null {
  const place = 'tensor "labels"';
  if (labels.length !== count) return { place, found: `${labels.length} labels`, expected: `one for each of ${count} images` };
  const at = labels.findIndex((label) => label < 0 || label >= classes.length);
  return at < 0 ? null : { place: `${place}, image ${at}`, found: `class ${labels[at]}`, expected: `0 to ${classes.length - 1}` };
}

function faultOfSoftLabels({ softLabels, shape: [count] }: DistilledSet, { classes }: MadeFor): SetFault | null {
  if (softLabels === null) return null;
  const place = 'tensor "soft_labels"';
  const classCount = classes.length;
  if (softLabels.length !== count * classCount) {
    return { place, found: `${softLabels.length} numbers`, expected: `${classCount} for each of ${count} images` };
  }
  for (let image = 0; image < count; image++) {
    const row = softLabels.subarray(image * classCount, (image + 1) * classCount);
    const sum = row.reduce((total, share) => total + share, 0);
    if (row.every((share) => share >= 0) && Math.abs(sum - 1) <= sumTolerance) continue;
    return {
      place: `${place}, image ${image}`,
      found: `[${row.subarray(0, 12)}]`,
      expected: "probabilities of the classes, with the sum 1",
    };
  }
  return null;
}

function faultOfSteps({ stepSizes, gradientSteps, repeats }: DistilledSet): SetFault | null {
  const place = 'tensor "step_sizes"';
  if (stepSizes.length !== gradientSteps * repeats) {
    return { place, found: `${stepSizes.length} step sizes`, expected: `${gradientSteps} steps x ${repeats} repeats` };
  }
  const at = stepSizes.findIndex((size) => !(size > 0 && Number.isFinite(size)));
  return at < 0 ? null : { place: `${place}, step ${at}`, found: String(stepSizes[at]), expected: "positive numbers" };
}
