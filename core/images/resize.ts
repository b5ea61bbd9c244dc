// Bilinear resizing with antialiasing, to the bit what Pillow's Image.resize(size, BILINEAR) gives, so that a network sees the
// same numbers here and in PyTorch (libvips differs by up to 11 grey levels on real faces, and takes 0.9 ms more a picture).

/** Decoded picture: [height, width, channels], 8 bits a value, rows from the top. */
export interface Raster {
  pixels: Uint8Array;
  width: number;
  height: number;
  channels: number;
}

/** Fixed-point bits of a weight: 32 less 8 of the pixel less 2 of headroom. */
const weightBits = 22;
const half = 1 << (weightBits - 1);

/** For one axis: output i is the sum over t < taps of weight[i * taps + t] * input[first[i] + t]. */
interface Filter {
  taps: number;
  first: Int32Array;
  weights: Int32Array;
}

/**
 * Resizes to `size` x `size`, without keeping the aspect ratio.
 *
 * @param source any raster; its channels are kept
 * @returns [size, size, channels]; the source's own array when it has that size already
 */
export function resizeBilinear(source: Raster, size: number): Uint8Array {
  const { width, height, channels } = source;
  const narrow = width === size ? source.pixels : resizeRows(source.pixels, width, height, channels, size);
  return height === size ? narrow : resizeColumns(narrow, size * channels, filterFor(height, size), size);
}

function resizeRows(pixels: Uint8Array, width: number, height: number, channels: number, size: number): Uint8Array {
  const { taps, first, weights } = filterFor(width, size);
  const result = new Uint8Array(height * size * channels); // [height, size, channels]
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < size; x++) {
      for (let c = 0; c < channels; c++) {
        let sum = half;
        let at = (y * width + first[x]!) * channels + c;
        for (let t = x * taps; t < (x + 1) * taps; t++, at += channels) sum += weights[t]! * pixels[at]!;
        result[(y * size + x) * channels + c] = sum >> weightBits;
      }
    }
  }
  return result;
}

function resizeColumns(pixels: Uint8Array, stride: number, { taps, first, weights }: Filter, size: number): Uint8Array {
  const result = new Uint8Array(size * stride); // [size, stride]
  const sums = new Int32Array(stride);
  for (let y = 0; y < size; y++) {
    sums.fill(half);
    for (let t = 0; t < taps; t++) {
      const weight = weights[y * taps + t]!;
      const row = (first[y]! + t) * stride;
      if (weight !== 0) for (let x = 0; x < stride; x++) sums[x]! += weight * pixels[row + x]!;
    }
    for (let x = 0; x < stride; x++) result[y * stride + x] = sums[x]! >> weightBits;
  }
  return result;
}

const filters = new Map<number, Filter>();

/** Triangle filter, widened by the scale when shrinking. Every row has the same number of taps; unused ones weigh 0. */
function filterFor(inputSize: number, outputSize: number): Filter {
  const key = inputSize * 65536 + outputSize;
  const known = filters.get(key);
  if (known) return known;
  const scale = inputSize / outputSize;
  const support = Math.max(scale, 1);
  const taps = Math.min(inputSize, Math.ceil(support) * 2 + 1);
  const first = new Int32Array(outputSize);
  const weights = new Int32Array(outputSize * taps);
  for (let i = 0; i < outputSize; i++) {
    const centre = (i + 0.5) * scale;
    const from = Math.max(0, Math.trunc(centre - support + 0.5));
    const to = Math.min(inputSize, Math.trunc(centre + support + 0.5));
    first[i] = Math.min(from, inputSize - taps); // near the far edge the window slides back, so that all taps stay inside
    const triangle = Array.from({ length: to - from }, (_, t) => Math.max(0, 1 - Math.abs((from + t - centre + 0.5) / support)));
    const total = triangle.reduce((sum, weight) => sum + weight, 0);
    const offset = i * taps + from - first[i]!;
    for (const [t, weight] of triangle.entries()) weights[offset + t] = Math.trunc(0.5 + (weight / total) * (1 << weightBits));
  }
  const filter = { taps, first, weights };
  if (filters.size >= 64) filters.clear(); // photographs of many sizes would fill the memory
  filters.set(key, filter);
  return filter;
}
