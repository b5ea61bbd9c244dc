// Training the compact network: images per second, ours against PyTorch (bench/peers/training.py: channels_last) with the same start
// weights, batches, recipe and threads. The two take turns; each ratio is of one pair. Losses are compared, so that nothing is skipped.
// Run: node bench/run.mjs training [--pairs 7] [--steps 10] [--batch 64] [--profile]
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { createNormaliser } from "../core/learning/augment.ts";
import { createUpdate, zeroVelocities } from "../core/learning/step.ts";
import { networkOf } from "../core/networks/network.ts";
import { usualSetup } from "../core/networks/network-setup.ts";
import { storedState } from "../core/networks/weights/layout.ts";
import { writeSafetensors } from "../core/networks/weights/safetensors.ts";
import { randomStream } from "../core/random.ts";
import { scratchRecipe } from "../core/recipe.ts";
import { loadTensorFlow, threadCount } from "../core/tensor/backend.ts";
import { median } from "./median.ts";
import { profileOps } from "./op-profile.ts";
import { startPeer } from "./peer.ts";

const compact = networkOf(usualSetup("compact"));

interface Turn {
  seconds: number;
  losses: number[];
}

const classCount = 7;
/** Different batches; both sides go round them. */
const batchCount = 4;
const { learningRate, momentum, weightDecay } = scratchRecipe;
const options = {
  pairs: { type: "string", default: "7" },
  steps: { type: "string", default: "10" },
  batch: { type: "string", default: "64" },
  profile: { type: "boolean", default: false },
  python: { type: "string", default: process.env.OMNIFER_PYTHON ?? "python3" },
} as const;

async function main(): Promise<void> {
  const { pairs, steps, batch, profile, python } = parseArgs({ options }).values;
  const [stepCount, batchSize] = [Number(steps), Number(batch)];
  const folder = mkdtempSync(join(tmpdir(), "omnifer-bench-"));
  const files = { weights: join(folder, "weights.safetensors"), batches: join(folder, "batches.safetensors") };
  const trainer = await createTrainer(batchSize, files);
  const peerArguments = [files.weights, files.batches, steps, learningRate, momentum, weightDecay, threadCount()].map(String);
  try {
    if (profile) {
      profileOps(stepCount, trainer.step);
      return await startPeer(python, "training.py", [...peerArguments, "--profile"]).printAll();
    }
    const peer = startPeer(python, "training.py", peerArguments);
    const turn = (): Turn => {
      const begun = performance.now();
      const losses = Array.from({ length: stepCount }, trainer.step);
      return { seconds: (performance.now() - begun) / 1000, losses };
    };
    const rate = ({ seconds }: Turn) => Math.round((stepCount * batchSize) / seconds);
    const turns: { ours: Turn; theirs: Turn; ratio: number }[] = [];
    for (let pair = 0; pair <= Number(pairs); pair++) {
      const ours = turn();
      const theirs = await peer.turn<Turn>();
      const ratio = theirs.seconds / ours.seconds;
      turns.push({ ours, theirs, ratio });
      const name = pair === 0 ? "warm-up" : `pair ${pair}`;
      console.log(`${name}: ours ${rate(ours)} images/s, PyTorch ${rate(theirs)}, ratio ${ratio.toFixed(2)}`);
    }
    peer.stop();
    const counted = turns.slice(1);
    const ofSide = (side: "ours" | "theirs") => median(counted.map((one) => rate(one[side])));
    console.log(
      `training, batch ${batchSize}, ${threadCount()} threads: ours ${ofSide("ours")} images/s, PyTorch ${ofSide("theirs")}; ` +
        `median ratio of pairs ${median(counted.map(({ ratio }) => ratio)).toFixed(2)}`,
    );
    requireSameLosses(turns[0]!.ours.losses, turns[0]!.theirs.losses);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Draws start weights and batches, writes both for the peer, and makes one step a call. */
async function createTrainer(batchSize: number, files: { weights: string; batches: string }) {
  const tf = loadTensorFlow();
  const random = randomStream(1, "training bench");
  const side = compact.inputSize;
  const pixels = Uint8Array.from({ length: batchCount * batchSize * side * side }, () => random.integer(256));
  const labels = Int32Array.from({ length: batchCount * batchSize }, () => random.integer(classCount));
  const parameters = compact.initialise(1, classCount);
  await writeSafetensors(files.weights, storedState(compact, parameters, classCount, 0));
  await writeSafetensors(files.batches, {
    pixels: { dtype: "U8", shape: [batchCount, batchSize, side, side], values: pixels },
    labels: { dtype: "I64", shape: [batchCount, batchSize], values: BigInt64Array.from(labels, BigInt) },
  });
  const learnt = { parameters, velocities: zeroVelocities(compact, classCount) };
  const update = createUpdate(compact, classCount);
  const normalise = createNormaliser(compact);
  let next = 0;
  return {
    step(): number {
      const first = (next++ % batchCount) * batchSize;
      const positions = Uint32Array.from({ length: batchSize }, (_, index) => first + index);
      const images = tf.tensor4d(normalise(pixels, positions), [batchSize, side, side, 1]);
      const batchLabels = tf.tensor1d(labels.slice(first, first + batchSize), "int32");
      const { loss } = update(learnt, images, batchLabels, { learningRate, momentum, weightDecay });
      tf.dispose([images, batchLabels]);
      return loss;
    },
  };
}

/** The first loss is one forward pass, the second one whole step; later ones drift apart by rounding. */
function requireSameLosses(ours: number[], theirs: number[]): void {
  const shown = (losses: number[]) => losses.slice(0, 4).map((loss) => loss.toFixed(5));
  console.log(`first losses: ours ${shown(ours)}, PyTorch ${shown(theirs)}`);
  for (const [step, tolerance] of [1e-4, 1e-3].entries()) {
    if (Math.abs(ours[step]! - theirs[step]!) > tolerance * theirs[step]!) throw new Error("The two sides did not do the same work.");
  }
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
