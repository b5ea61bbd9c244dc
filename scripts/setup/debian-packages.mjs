// What the system must provide, and which Debian package brings it. Asked by what is there (a command, a library), not by package names, so
// that other distributions pass when they have the same things.
import { installDebianPackages } from "./apt.mjs";

/** Each need: how to see that it is met, and the package's names, newest release first. */
const needs = {
  build: [
    { command: process.env.CXX || "g++", packages: ["g++"] },
    { command: "python3", args: ["-m", "pip", "--version"], packages: ["python3-pip"] },
  ],
  window: [
    { library: "libgtk-3.so.0", packages: ["libgtk-3-0t64", "libgtk-3-0"] },
    { library: "libnss3.so", packages: ["libnss3"] },
    { library: "libasound.so.2", packages: ["libasound2t64", "libasound2"] },
    { library: "libgbm.so.1", packages: ["libgbm1"] },
    { library: "libXss.so.1", packages: ["libxss1"] },
  ],
  tests: [{ command: "Xvfb", args: ["-help"], packages: ["xvfb"] }],
};

const purposes = { build: "building the TensorFlow addon", window: "Electron's window", tests: "the tests on a virtual screen" };

/**
 * @param {{ groups: (keyof typeof needs)[], exec: Function, uid?: number }} options
 */
export function debianPackagesStep({ groups, exec, uid }) {
  const missing = async () => {
    const libraries = groups.includes("window") ? await knownLibraries(exec) : "";
    const found = await Promise.all(
      groups.flatMap((group) => needs[group].map(async (need) => ((await isMet(need, libraries, exec)) ? null : need))),
    );
    return found.filter((need) => need !== null);
  };
  return {
    name: "System packages",
    isDone: async () => (await missing()).length === 0,
    async run(report) {
      const wanted = (await missing()).map((need) => need.packages);
      const names = await installDebianPackages(wanted, {
        exec,
        uid,
        report,
        purpose: groups.map((group) => purposes[group]).join(" and "),
      });
      return names.join(" ");
    },
  };
}

async function isMet(need, libraries, exec) {
  if (need.library) return libraries.includes(`${need.library} `);
  return (await exec(need.command, need.args ?? ["--version"])).status === 0;
}

/** The dynamic linker's cache; ldconfig lies outside the PATH of ordinary users. */
async function knownLibraries(exec) {
  const outcome = await exec("/sbin/ldconfig", ["-p"]);
  return outcome.stdout;
}
