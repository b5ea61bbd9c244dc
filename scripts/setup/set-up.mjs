// The whole set-up: the list of steps in order, each skipped when it is done already. The second start therefore only looks.
import { join } from "node:path";
import { addonStep } from "./addon.mjs";
import { readJson, writeJson } from "./atomic.mjs";
import { buildStep } from "./build-app.mjs";
import { chromiumStep } from "./chromium.mjs";
import { debianPackagesStep } from "./debian-packages.mjs";
import { dependenciesStep } from "./dependencies.mjs";
import { electronStep } from "./electron.mjs";
import { withLock } from "./lock.mjs";
import { mtcnnStep } from "./mtcnn.mjs";
import { findNvidiaDriver } from "./nvidia-driver.mjs";
import { onceADay } from "./once-a-day.mjs";
import { requirePlatform } from "./platform.mjs";
import { createProgress } from "./progress.mjs";
import { runCommand } from "./run-command.mjs";
import { sandboxStep } from "./sandbox.mjs";
import { SetupError } from "./setup-error.mjs";
import { tensorflowStep } from "./tensorflow.mjs";
import { planTensorFlow } from "./tensorflow-plan.mjs";

const slowFallback = "WebAssembly computes in its place, many times slower";
const unalignedFallback = "Faces cannot be found in pictures; everything else works";

/**
 * @typedef {{ name: string, isDone: () => boolean | Promise<boolean>,
 *   run: (report: (fraction: number, note?: string) => void, say: (text: string) => void) => Promise<string>, fallback?: string }} Step
 *   `run` leaves nothing half-written when it throws, and resolves to a few words about what is there now; where a step has a
 *   `fallback`, a few words about what takes its place, its failure does not end the set-up
 */

/**
 * Makes what is missing: "packages" is npm's packages alone, "computing" TensorFlow with them, "everything" also Electron and the build.
 *
 * @param {{ root: string, asked: "cpu" | "gpu" | null, extent: "packages" | "computing" | "everything", forWindow: boolean, forTests: boolean,
 *   forPackage?: boolean }} wishes
 * @throws SetupError
 */
export async function setUp(
  { root, asked, extent, forWindow, forTests, forPackage = false },
  { exec = runCommand, progress = createProgress() } = {},
) {
  requirePlatform();
  const runtime = join(root, ".runtime");
  const plan = await chooseTensorFlow({ runtime, asked, exec });
  // Tests, and whoever names a flavour, want TensorFlow or the reason why not; anybody else can look, label and compute slowly without.
  const fallback = asked || forTests ? undefined : slowFallback;
  const computing = [tensorflowStep({ runtime, plan, exec }), addonStep({ root, runtime, flavour: plan.flavour, exec })].map((step) => ({
    ...step,
    fallback,
  }));
  // Others can have it on any later day.
  const mtcnn = mtcnnStep({ runtime, exec });
  const detector = forTests || forPackage ? mtcnn : { ...onceADay(mtcnn, join(runtime, "mtcnn-failed.json")), fallback: unalignedFallback };
  const electron = electronStep({ root, runtime, exec });
  const needsBuildTools = (await pending([...computing, electron])).length > 0;
  const window = forWindow || forTests;
  const packages = (groups) => debianPackagesStep({ groups, exec });
  const steps = {
    packages: () => [dependenciesStep({ root, exec })],
    computing: () => [packages(needsBuildTools ? ["build"] : []), dependenciesStep({ root, exec }), ...computing, detector],
    everything: () => [
      packages([...(needsBuildTools ? ["build"] : []), ...(window ? ["window"] : []), ...(forTests ? ["tests"] : [])]),
      dependenciesStep({ root, exec }),
      ...computing,
      detector,
      electron,
      ...(window ? [sandboxStep({ runtime, exec })] : []),
      ...(forTests ? [chromiumStep({ root, runtime, exec })] : []),
      buildStep({ root, exec }),
    ],
  }[extent]();
  if ((await pending(steps)).length === 0) return;
  const say = () => progress.say("Another set-up is running in this folder; waiting for it.");
  await withLock(join(runtime, "setup.lock"), () => runSteps(steps, progress), say);
}

/**
 * Runs the steps that are not done, in order; one that throws ends the set-up, and the next call starts there. One with a fallback is said
 * to have failed, and passed over, together with those after it that have the same.
 */
export async function runSteps(steps, progress) {
  const taken = new Set();
  for (const step of steps) {
    if (taken.has(step.fallback) || (await step.isDone())) continue;
    const shown = progress.step(step.name);
    try {
      shown.finish(await step.run(shown.report, shown.say));
    } catch (error) {
      shown.fail();
      if (!step.fallback || !(error instanceof SetupError)) throw error;
      taken.add(step.fallback);
      progress.say(`${step.name}: ${error.message}. ${step.fallback}. To have it: ${error.mend}`);
    }
  }
}

async function pending(steps) {
  const done = await Promise.all(steps.map((step) => step.isDone()));
  return steps.filter((_, index) => !done[index]);
}

/** --cpu and --gpu are remembered: whoever refused gigabytes once is not asked by the next start. */
async function chooseTensorFlow({ runtime, asked, exec }) {
  const file = join(runtime, "flavour.json");
  if (asked) writeJson(file, { asked });
  const remembered = readJson(file)?.asked ?? null;
  return planTensorFlow({ asked, remembered, driver: asked || remembered ? null : await findNvidiaDriver({ exec }) });
}
