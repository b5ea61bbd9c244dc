import { describe, expect, it } from "vitest";
import { randomStream } from "../random.ts";
import { type Clusters, kMeans } from "./k-means.ts";

const noRest = async () => undefined;
const clustersOf = (points: number[][], clusterCount: number, seed = 1): Promise<Clusters> =>
  kMeans(Float32Array.from(points.flat()), points[0]!.length, clusterCount, randomStream(seed, "k-means"), noRest);

describe("k-means", () => {
  it.each([1, 2, 3, 4, 5])("finds groups that lie apart, and their means (seed %i)", async (seed) => {
    const { clusterOf, sizes, centres } = await clustersOf(
      [
        [0, 0],
        [100, 1],
        [2, 0],
        [100, 3],
        [1, 3],
        [0, 50],
      ],
      3,
      seed,
    );
    const [left, right, top] = [clusterOf[0]!, clusterOf[1]!, clusterOf[5]!];
    expect([...clusterOf]).toEqual([left, right, left, right, left, top]);
    expect([sizes[left], sizes[right], sizes[top]]).toEqual([3, 2, 1]);
    expect(centres[2 * left]).toBeCloseTo(1, 12);
    expect([...centres.subarray(2 * right, 2 * right + 2)]).toEqual([100, 2]);
    expect([...centres.subarray(2 * top, 2 * top + 2)]).toEqual([0, 50]);
  });

  it("ends where every point is with its nearest centre, and every centre is the mean of its points", async () => {
    const random = randomStream(7, "points");
    const points = Array.from({ length: 200 }, () => [random.normal(), random.normal(), random.normal()]);
    const { clusterOf, centres } = await clustersOf(points, 6);
    const distance = (point: number[], cluster: number) =>
      point.reduce((sum, value, d) => sum + (Math.fround(value) - centres[cluster * 3 + d]!) ** 2, 0);
    for (const [n, point] of points.entries()) {
      const distances = Array.from({ length: 6 }, (_, cluster) => distance(point, cluster));
      expect(distances[clusterOf[n]!]).toBe(Math.min(...distances));
    }
    for (let cluster = 0; cluster < 6; cluster++) {
      const own = points.filter((_, n) => clusterOf[n] === cluster);
      for (const d of [0, 1, 2]) {
        expect(centres[cluster * 3 + d]).toBeCloseTo(own.reduce((sum, point) => sum + point[d]!, 0) / own.length, 6);
      }
    }
  });

  it("leaves clusters empty that there are no points for", async () => {
    const { sizes } = await clustersOf([[4], [4], [9]], 3);
    expect([...sizes].sort()).toEqual([0, 1, 2]);
  });

  it("can be stopped between two iterations", async () => {
    const stopped = async () => {
      throw new Error("stopped");
    };
    await expect(kMeans(Float32Array.of(1, 2), 1, 1, randomStream(1), stopped)).rejects.toThrow("stopped");
  });
});
