// Whose work is in a packaged workbench, and on which terms: a table that is committed, and the full texts that a package carries.
// `node scripts/packaging/licences.mjs` writes the table again after a change of dependencies; a test compares.
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { root } from "../setup/root.mjs";

const folder = join(root, "assets", "licences");
export const tablePath = join(folder, "packages.csv");
/** Files of this folder for packages that contain others' work and do not say so. */
const textHere = {
  "@cornerstonejs/codec-libjpeg-turbo-8bit": "libjpeg-turbo.txt",
  "@vladmandic/face-api": "face-recognition-weights.txt",
};

const readLock = () => JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8"));

/**
 * Packages that run in the workbench: those of package-lock.json that are not for development only.
 *
 * @returns {{ path: string, name: string, version: string, licence: string }[]} sorted by name
 */
export function shippedPackages(lock = readLock()) {
  return Object.entries(lock.packages)
    .filter(([path, entry]) => path !== "" && !entry.dev && !entry.devOptional)
    .map(([path, entry]) => ({
      path,
      name: path.replace(/^.*node_modules\//, ""),
      version: entry.version,
      licence: entry.license ?? "not stated",
    }))
    .sort((a, b) => a.name.localeCompare(b.name, "en") || a.version.localeCompare(b.version, "en"));
}

export function licenceTable(packages = shippedPackages()) {
  const rows = packages.map(({ name, version, licence }) => `${name},${version},${licence}`);
  return `${["package,version,licence", ...new Set(rows)].join("\n")}\n`;
}

/** Of what npm does not install. */
const furtherTexts = [{ title: "facenet-pytorch 2.6.0 (weights of MTCNN): MIT", file: "mtcnn-weights.txt" }];

const headed = (title, ...texts) => [`${"=".repeat(80)}\n${title}`, ...texts].join("\n\n");

/** The texts that the installed packages bring, one after the other; the package's own statement where it brings none. */
export function licenceTexts(packages = shippedPackages()) {
  const installed = packages.filter(({ path }) => existsSync(join(root, path)));
  const ofPackages = installed.map(({ path, name, version, licence }) => {
    const files = readdirSync(join(root, path)).filter((file) => /^(licen[cs]e|copying|notice)/i.test(file));
    const places = files.map((file) => join(root, path, file));
    if (name in textHere) places.push(join(folder, textHere[name]));
    const texts = places.map((place) => readFileSync(place, "utf8").trim());
    return headed(`${name} ${version}: ${licence}`, ...texts);
  });
  const further = furtherTexts.map(({ title, file }) => headed(title, readFileSync(join(folder, file), "utf8").trim()));
  return [...ofPackages, ...further].join("\n\n");
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) writeFileSync(tablePath, licenceTable());
