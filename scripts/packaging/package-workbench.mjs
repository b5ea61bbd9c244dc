// Packages the workbench for this platform with electron-builder. It fetches Electron and its own tools from their release host;
// where that host does not answer, nothing is begun and one line says so.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { archiveUrl } from "../setup/electron-official.mjs";
import { lastLines, SetupError } from "../setup/setup-error.mjs";
import { licenceTexts } from "./licences.mjs";

const limitSeconds = 3600;

/**
 * @param {{ root: string, probe: Function, exec: Function, setUp: () => Promise<unknown>, env: NodeJS.ProcessEnv }} needs
 *   `setUp` builds what a package contains
 * @returns {Promise<{ isPackaged: true, folder: string } | { isPackaged: false, why: string }>}
 * @throws SetupError when electron-builder fails
 */
export async function packageWorkbench({ root, probe, exec, setUp, env }) {
  const { version } = JSON.parse(readFileSync(join(root, "node_modules/electron/package.json"), "utf8"));
  const found = await probe(archiveUrl(version, env));
  if ("reason" in found)
    return { isPackaged: false, why: `Not packaged: Electron ${version} for the package cannot be downloaded, ${found.reason}.` };
  await setUp();
  mkdirSync(join(root, "dist"), { recursive: true });
  writeFileSync(join(root, "dist/licences.txt"), licenceTexts());
  const builder = join(root, "node_modules/.bin/electron-builder");
  const outcome = await exec(builder, ["--config", "electron-builder.yml", "--publish", "never"], { cwd: root, limitSeconds, env });
  if (outcome.status !== 0) {
    throw new SetupError("electron-builder failed", {
      mend: "Read its last lines above.",
      detail: lastLines(outcome.stderr || outcome.stdout, 12),
    });
  }
  return { isPackaged: true, folder: join(root, "release") };
}
