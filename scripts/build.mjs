// `npm run build`: the window and the Node bundles, when a source changed since the last build.

import { buildStep } from "./setup/build-app.mjs";
import { createProgress } from "./setup/progress.mjs";
import { root } from "./setup/root.mjs";
import { runCommand } from "./setup/run-command.mjs";
import { runSteps } from "./setup/set-up.mjs";
import { stopWithReason } from "./setup/stop.mjs";

await runSteps([buildStep({ root, exec: runCommand })], createProgress()).catch(stopWithReason);
