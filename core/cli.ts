// `omnifer`: the same engine without a window. One file a command; this one only chooses.

import { helpText } from "./command-line/help.ts";
import { errorRecordOf } from "./errors.ts";

const commands: Record<string, () => Promise<(argv: string[]) => Promise<number>>> = {
  run: async () => (await import("./command-line/run.ts")).run,
  train: async () => (await import("./command-line/train.ts")).train,
  distill: async () => (await import("./command-line/distill.ts")).distill,
  probe: async () => (await import("./command-line/probe.ts")).probe,
  "compare-rules": async () => (await import("./command-line/compare-rules.ts")).compareRules,
  evaluate: async () => (await import("./command-line/evaluate.ts")).evaluate,
  reproduce: async () => (await import("./command-line/reproduce.ts")).reproduce,
  figure: async () => (await import("./command-line/figure.ts")).figure,
  demo: async () => (await import("./command-line/demo.ts")).demo,
  serve: async () => (await import("./command-line/serve.ts")).serveProject,
  data: async () => (await import("./command-line/data.ts")).data,
  weights: async () => (await import("./command-line/weights.ts")).weights,
  doctor: async () => (await import("./command-line/doctor.ts")).doctor,
};

async function main(argv: string[]): Promise<number> {
  const [name, ...rest] = argv;
  if (name === undefined || name === "help" || rest.includes("--help") || name === "--help" || name === "-h") {
    process.stdout.write(helpText(name));
    return name === undefined ? 2 : 0;
  }
  const load = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (!load) {
    process.stderr.write(`omnifer: there is no command "${name}". Commands: ${Object.keys(commands).join(", ")}. Try: omnifer --help\n`);
    return 2;
  }
  return (await load())(rest);
}

main(process.argv.slice(2)).then(
  (code) => process.exit(code),
  (error: unknown) => {
    process.stderr.write(`omnifer: ${errorRecordOf(error).message}\n`);
    process.exit(1);
  },
);
