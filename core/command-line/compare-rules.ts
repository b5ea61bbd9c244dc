// `omnifer compare-rules`: selection rules side by side, from the project's primitive learner.
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { ruleLines } from "../evaluation/rule-table.ts";
import { RuleName } from "../selection-rules.ts";
import { refused as refusedOptions } from "./command-options.ts";
import { openInProcess } from "./in-process.ts";
import { optionValues } from "./option-values.ts";

const { refused, oneOf } = optionValues("compare-rules");

export async function compareRules(argv: string[]): Promise<number> {
  const { projectDirectory, rules, json } = parseCompareRulesOptions(argv);
  const engine = await openInProcess(projectDirectory, { create: false });
  try {
    const { jobId } = await engine.client.request("job.start", { kind: "compare-rules", rules });
    await engine.finished(jobId);
    const [{ outcomes: all }, { classes }] = await Promise.all([
      engine.client.request("rules.comparison", {}),
      engine.client.request("project.state", {}),
    ]);
    const outcomes = all.filter(({ rule }) => rules.includes(rule));
    process.stdout.write(`${json ? JSON.stringify({ classes, rules: outcomes }) : ruleLines(outcomes, classes).join("\n")}\n`);
    return 0;
  } finally {
    await engine.close();
  }
}

/** @throws InputError that names the option */
export function parseCompareRulesOptions(argv: string[]): { projectDirectory: string; rules: RuleName[]; json: boolean } {
  const { project, rules, json = false } = parsed(argv);
  if (project === undefined) throw refused("--project", "nothing", "a project folder");
  return { projectDirectory: resolve(project), rules: rules === undefined ? [...RuleName.options] : ruleList(rules), json };
}

function ruleList(value: string): RuleName[] {
  const names = value.split(",").map((name) => oneOf(RuleName.options, "--rules", name.trim()));
  if (new Set(names).size < names.length) throw refused("--rules", `"${value}"`, "different rules");
  return names;
}

function parsed(argv: string[]) {
  try {
    const text = { type: "string" } as const;
    return parseArgs({ args: argv, options: { project: text, rules: text, json: { type: "boolean" } } }).values;
  } catch (error) {
    throw refusedOptions("compare-rules", (error as Error).message, "the options of omnifer compare-rules");
  }
}
