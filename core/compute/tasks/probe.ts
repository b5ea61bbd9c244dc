// The probe task: Fig. 7 and its controls.
import type { ProbeArm, ProbeEpoch } from "../../distillation/distillation-view.ts";
import { noiseLike, type ProbeSet, trainProbe } from "../../distillation/probe.ts";
import { readProbeSet } from "../../distillation/probe-images.ts";
import { networkOf } from "../../networks/network.ts";
import { describeBackend } from "../../tensor/backend.ts";
import { startMeter } from "../cost.ts";
import type { ProbeTask, ProbeTaskResult } from "../distillation-tasks.ts";
import type { TaskContext } from "../protocol.ts";

/**
 * Phase: probe. Checkpoints of one distillation look alike, also because all begin as the same noise: that the network knows the held-out
 * ones says little without the images of another run, of which it is asked the same outer epochs.
 *
 * @throws InputError when a checkpoint is missing, damaged, or of another size or other classes
 */
export async function probe(task: ProbeTask, context: TaskContext): Promise<ProbeTaskResult> {
  const meter = startMeter();
  const { trainEpochs, testEpochs, classes, epochs, seed } = task;
  const network = networkOf(task.network);
  const setOf = (directory: string, ofEpochs: number[]) => readProbeSet(directory, ofEpochs, network, classes);
  const train = await setOf(task.distillationDirectory, trainEpochs);
  const test = await setOf(task.distillationDirectory, testEpochs);
  const other = task.otherDirectory === null ? null : await setOf(task.otherDirectory, testEpochs);

  const began = performance.now();
  let [done, imagesSeen] = [0, 0];
  const ask = (learnt: ProbeSet, tests: ProbeSet[]) =>
    trainProbe(
      learnt,
      tests,
      { network, classCount: classes.length, epochs, seed },
      {
        signal: context.signal,
        breathe: context.breathe,
        onEpoch: () => {
          imagesSeen += [learnt, ...tests].reduce((sum, { labels }) => sum + labels.length, 0);
          context.report({ type: "progress", phase: "probe", done: ++done, total: 2 * epochs });
        },
      },
    );
  const [distilled, otherRun] = await ask(train, other ? [test, other] : [test]);
  const [noise] = await ask(noiseLike(train, seed, "train"), [noiseLike(test, seed, "test")]);
  const arms: { arm: ProbeArm; epochs: ProbeEpoch[] }[] = [
    { arm: "distilled", epochs: distilled! },
    { arm: "noise", epochs: noise! },
  ];
  if (otherRun) arms.push({ arm: "other-run", epochs: otherRun });
  return {
    trainCount: train.labels.length,
    testCount: test.labels.length,
    arms,
    cost: meter.cost(imagesSeen, (performance.now() - began) / 1000),
    backend: describeBackend(),
  };
}
