// `omnifer probe`: whether distilled images hold patterns (Fig. 7), with its controls.
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { type ProbeOption, probeOptions } from "../distillation/probe-split.ts";
import { probeTable } from "../evaluation/probe-table.ts";
import { refused as refusedOptions } from "./command-options.ts";
import { openInProcess } from "./in-process.ts";
import { optionValues } from "./option-values.ts";

const { refused, oneOf } = optionValues("probe");

export async function probe(argv: string[]): Promise<number> {
  const { projectDirectory, distillation, probeOption, json } = parseProbeOptions(argv);
  const engine = await openInProcess(projectDirectory, { create: false });
  try {
    const { client, finished } = engine;
    if (distillation !== null) await client.request("distillation.choose", { distillationId: distillation });
    const { jobId } = await client.request("job.start", { kind: "probe", probeOption });
    await finished(jobId);
    const { distillationId } = await client.request("project.state", {});
    const { result } = await client.request("probe.result", { distillationId: distillationId! });
    process.stdout.write(`${json ? JSON.stringify(result) : probeTable(result!)}\n`);
    return 0;
  } finally {
    await engine.close();
  }
}

interface ProbeOptions {
  projectDirectory: string;
  /** null stands for the current one. */
  distillation: string | null;
  probeOption: ProbeOption;
  json: boolean;
}

/** @throws InputError that names the option */
export function parseProbeOptions(argv: string[]): ProbeOptions {
  const { project, distillation = null, checkpoints = "from-start", json = false } = parsed(argv);
  if (project === undefined) throw refused("--project", "nothing", "a project folder");
  return {
    projectDirectory: resolve(project),
    distillation,
    probeOption: oneOf(probeOptions, "--checkpoints", checkpoints),
    json,
  };
}

function parsed(argv: string[]) {
  try {
    const text = { type: "string" } as const;
    return parseArgs({ args: argv, options: { project: text, distillation: text, checkpoints: text, json: { type: "boolean" } } }).values;
  } catch (error) {
    throw refusedOptions("probe", (error as Error).message, "the options of omnifer probe");
  }
}
