// `omnifer doctor`: what compute runs on. It needs no project.
import { join } from "node:path";
import { ComputeClient } from "../compute/client.ts";
import { forkCompute } from "../compute/fork.ts";
import { backendLines } from "../engine/doctor.ts";
import { commandOptions } from "./command-options.ts";

export async function doctor(argv: string[]): Promise<number> {
  const { json } = commandOptions("doctor", argv);
  const compute = new ComputeClient(() => forkCompute(join(__dirname, "compute.cjs")));
  const description = await compute.run({ kind: "describe" }, () => {}, new AbortController().signal);
  compute.kill();
  const lines = [...backendLines(description), { name: "Node", value: description.node, ok: true }];
  const width = Math.max(...lines.map(({ name }) => name.length));
  const text = lines.map(({ name, value, ok }) => `${ok ? "ok " : "BAD"} ${name.padEnd(width)}  ${value}`).join("\n");
  process.stdout.write(`${json ? JSON.stringify(description) : text}\n`);
  return lines.every(({ ok }) => ok) ? 0 : 1;
}
