// Mining the pool: images per second, ours against PyTorch (bench/peers/mining.py: DataLoader with PIL in two workers, channels_last,
// inference_mode) on the same files, weights, centroids, batch size and cores. The two take turns; each ratio is of one pair.
// Run: node bench/run.mjs mining [--images DIR] [--pairs 5] [--batch 64] [--python python3]

import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { decodeFace } from "../core/images/decode.ts";
import { type Learner, openLearner } from "../core/learning/learner.ts";
import { writeCentroids } from "../core/mining/centroid-file.ts";
import { type Centroids, classCentroids } from "../core/mining/centroids.ts";
import { minePool } from "../core/mining/mine.ts";
import { networkOf } from "../core/networks/network.ts";
import { usualSetup } from "../core/networks/network-setup.ts";
import { storedState } from "../core/networks/weights/layout.ts";
import { writeSafetensors } from "../core/networks/weights/safetensors.ts";
import { loadTensorFlow } from "../core/tensor/backend.ts";
import { median } from "./median.ts";
import { startPeer } from "./peer.ts";

const compact = networkOf(usualSetup("compact"));

interface Turn {
  seconds: number;
  /** Images of each pseudo-label, and the sum of all margins: the two sides must agree on them. */
  counts: number[];
  margins: number;
}

const classCount = 7;
const options = {
  images: { type: "string", default: join(process.env.OMNIFER_REAL_FACES ?? "../shared/data/real-faces", "images") },
  pairs: { type: "string", default: "5" },
  batch: { type: "string", default: "64" },
  python: { type: "string", default: process.env.OMNIFER_PYTHON ?? "python3" },
} as const;

async function main(): Promise<void> {
  const { images, pairs, batch, python } = parseArgs({ options }).values;
  const batchSize = Number(batch);
  const paths = readdirSync(images)
    .filter((name) => /\.(jpe?g|png)$/i.test(name))
    .sort()
    .map((name) => resolve(images, name));
  const folder = mkdtempSync(join(tmpdir(), "omnifer-bench-"));
  const weights = join(folder, "weights.safetensors");
  await drawWeights(weights);
  const learner = await openLearner(compact, weights);
  const centroids = await drawCentroids(learner, paths, join(folder, "centroids.safetensors"));
  writeFileSync(join(folder, "list.txt"), paths.join("\n"));
  const peer = startPeer(python, "mining.py", [weights, join(folder, "centroids.safetensors"), join(folder, "list.txt"), batch]);
  try {
    await mineOnce(learner, centroids, paths, batchSize); // both warm up once
    await peer.turn<Turn>();
    const turns: { ours: Turn; theirs: Turn }[] = [];
    while (turns.length < Number(pairs)) {
      const turn = { ours: await mineOnce(learner, centroids, paths, batchSize), theirs: await peer.turn<Turn>() };
      turns.push(turn);
      console.log(`pair ${turns.length}: ours ${rate(turn.ours)} images/s, PyTorch ${rate(turn.theirs)}, ratio ${ratio(turn).toFixed(2)}`);
    }
    summarise(turns);
  } finally {
    await peer.stop();
    rmSync(folder, { recursive: true });
  }

  function rate({ seconds }: Turn): number {
    return Math.round(paths.length / seconds);
  }
  function summarise(turns: { ours: Turn; theirs: Turn }[]): void {
    const ours = median(turns.map((turn) => rate(turn.ours)));
    const theirs = median(turns.map((turn) => rate(turn.theirs)));
    console.log(
      `mining ${paths.length} images: ours ${ours} images/s, PyTorch ${theirs}; median ratio of pairs ${median(turns.map(ratio)).toFixed(2)}`,
    );
    const { ours: mine, theirs: peers } = turns[0]!;
    const moved = mine.counts.reduce((sum, count, k) => sum + Math.abs(count - peers.counts[k]!), 0) / 2;
    const agrees = moved <= paths.length / 1000 && Math.abs(mine.margins / peers.margins - 1) < 1e-3;
    console.log(
      `pseudo-labels ${mine.counts} and ${peers.counts}; margins add up to ${mine.margins.toFixed(4)} and ${peers.margins.toFixed(4)}`,
    );
    if (!agrees) throw new Error("The two sides did not do the same work.");
  }
}

const ratio = ({ ours, theirs }: { ours: Turn; theirs: Turn }): number => theirs.seconds / ours.seconds;

async function mineOnce(learner: Learner, centroids: Centroids, paths: readonly string[], batchSize: number): Promise<Turn> {
  const begun = performance.now();
  const counts = new Array<number>(classCount).fill(0);
  let margins = 0;
  const pool = { count: paths.length, pathOf: (index: number) => paths[index]! };
  for await (const { verdicts } of minePool(learner, centroids, pool, { from: 0, batchSize, signal: new AbortController().signal })) {
    for (const label of verdicts.labels) counts[label]!++;
    margins += verdicts.margins.reduce((sum, margin) => sum + margin, 0);
  }
  return { seconds: (performance.now() - begun) / 1000, counts, margins };
}

async function drawWeights(path: string): Promise<void> {
  const parameters = compact.initialise(1, classCount);
  await writeSafetensors(path, storedState(compact, parameters, classCount, 0), { network: compact.name });
  loadTensorFlow().dispose(parameters);
}

/** The features of seven of the pictures: of a network that nobody trained, class means would all be one. */
async function drawCentroids(learner: Learner, paths: readonly string[], path: string): Promise<Centroids> {
  const { inputSize: size, channels } = learner.network;
  const pixels = await Promise.all(paths.slice(0, classCount).map((face) => decodeFace(face, { size, channels })));
  const { features } = learner.score(Buffer.concat(pixels), classCount);
  const classes = pixels.map((_, k) => String(k));
  const centroids = classCentroids(features, [...classes.keys()], classes);
  await writeCentroids(path, centroids, "bench");
  return centroids;
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
