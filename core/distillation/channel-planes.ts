// Between our images [N, H, W, C] and PyTorch's [N, C, H, W], without TensorFlow: a file of distilled images is read by the engine too.

/** @param shape  [N, H, W, C] of `images` */
export function toChannelPlanes(
  images: Float32Array,
  [count, height, width, channels]: readonly [number, number, number, number],
): Float32Array {
  return swapped(images, count, height * width, channels);
}

/** @param shape  [N, C, H, W] of `planes` */
export function fromChannelPlanes(
  planes: Float32Array,
  [count, channels, height, width]: readonly [number, number, number, number],
): Float32Array {
  return swapped(planes, count, channels, height * width);
}

/** [count, outer, inner] to [count, inner, outer] */
function swapped(values: Float32Array, count: number, outer: number, inner: number): Float32Array {
  const result = new Float32Array(values.length);
  for (let image = 0, from = 0; image < count; image++) {
    const first = image * outer * inner;
    for (let row = 0; row < outer; row++) {
      for (let column = 0; column < inner; column++) result[first + column * outer + row] = values[from++]!;
    }
  }
  return result;
}
