// The few options of demo, serve and doctor.
import { parseArgs } from "node:util";
import { InputError } from "../errors.ts";

/** @throws InputError that names the command whose options these are not */
export function commandOptions(
  command: string,
  argv: string[],
): { project?: string; port: number; once: boolean; json: boolean; folder?: string } {
  const { values, positionals } = parsed(command, argv);
  const port = values.port === undefined ? 0 : Number(values.port);
  if (!Number.isInteger(port) || port < 0 || port > 65535)
    throw refused(command, `--port ${values.port}`, "a port from 0 (any free one) to 65535");
  return { project: values.project, port, once: values.once ?? false, json: values.json ?? false, folder: positionals[0] };
}

const text = { type: "string" } as const;
const flag = { type: "boolean" } as const;

/** What each command takes. */
const optionsOf: Record<string, Record<string, typeof text | typeof flag>> = {
  demo: { port: text, once: flag },
  serve: { project: text, port: text },
  doctor: { json: flag },
};

interface Values {
  project?: string;
  port?: string;
  once?: boolean;
  json?: boolean;
}

function parsed(command: string, argv: string[]): { values: Values; positionals: string[] } {
  try {
    return parseArgs({ args: argv, allowPositionals: command === "demo", options: optionsOf[command]! });
  } catch (error) {
    throw refused(command, (error as Error).message, `the options of omnifer ${command}`);
  }
}

export function refused(command: string, found: string, expected: string): InputError {
  return new InputError({ file: "command line", found, expected, mend: `Try: omnifer ${command} --help` });
}
