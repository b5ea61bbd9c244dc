// Which computers the set-up knows: the pinned wheels are Linux x64, and the build tools need Node 20.19.
import { SetupError } from "./setup-error.mjs";

const leastNode = { major: 20, minor: 19 };

/** @throws SetupError that names what is needed and what was found */
export function requirePlatform({ platform = process.platform, arch = process.arch, node = process.versions.node } = {}) {
  const [major, minor] = node.split(".").map(Number);
  if (major < leastNode.major || (major === leastNode.major && minor < leastNode.minor)) {
    throw new SetupError("Node is too old", {
      expected: `Node ${leastNode.major}.${leastNode.minor} or newer`,
      found: `Node ${node}`,
      mend: "Install a newer Node, then run the same command again.",
    });
  }
  if (platform === "linux" && arch === "x64") return;
  throw new SetupError("the set-up from source works on Linux x64 only", {
    expected: "linux x64",
    found: `${platform} ${arch}`,
    mend: "Use Linux x64 (a virtual machine, or WSL 2 on Windows).",
  });
}
