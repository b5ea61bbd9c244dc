/* Greedy non-maximum suppression as torchvision.ops.nms does it on the processor, for a Python whose torchvision cannot be loaded:
   its wheels want CUDA's libraries, which a torch for the processor lacks. Compiled by reference_mtcnn.py. */

static float larger(float a, float b) { return a > b ? a : b; }
static float smaller(float a, float b) { return a < b ? a : b; }

/* boxes [count][4] as left, top, right, bottom, the likeliest first; isKept [count] is 1 on entry. */
void nms(const float *boxes, int count, float most, unsigned char *isKept) {
  for (int i = 0; i < count; i++) {
    if (!isKept[i]) continue;
    const float *a = boxes + 4 * i;
    const float area = (a[2] - a[0]) * (a[3] - a[1]);
    for (int j = i + 1; j < count; j++) {
      const float *b = boxes + 4 * j;
      const float width = larger(0, smaller(a[2], b[2]) - larger(a[0], b[0]));
      const float height = larger(0, smaller(a[3], b[3]) - larger(a[1], b[1]));
      const float shared = width * height;
      if (shared / (area + (b[2] - b[0]) * (b[3] - b[1]) - shared) > most) isKept[j] = 0;
    }
  }
}
