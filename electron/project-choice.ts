// Which project a window opens: --project DIR, else OMNIFER_PROJECT, else the demonstration (below OMNIFER_HOME, default ~/OmniFER).
import { createHash } from "node:crypto";
import { join, resolve } from "node:path";

export interface ProjectChoice {
  /** Absolute. */
  directory: string;
  isDemonstration: boolean;
}

/** @param argv  all words of the command line; Chromium's own switches among them are passed over */
export function chooseProject(from: {
  argv: readonly string[];
  environment: NodeJS.ProcessEnv;
  home: string;
  workingDirectory: string;
}): ProjectChoice {
  const demonstration = resolve(from.workingDirectory, from.environment.OMNIFER_HOME || join(from.home, "OmniFER"), "demonstration");
  const named = projectArgument(from.argv) || from.environment.OMNIFER_PROJECT;
  const directory = named ? resolve(from.workingDirectory, named) : demonstration;
  return { directory, isDemonstration: directory === demonstration };
}

function projectArgument(argv: readonly string[]): string | undefined {
  const joined = argv.find((word) => word.startsWith("--project="));
  if (joined) return joined.slice("--project=".length);
  const at = argv.indexOf("--project");
  return at < 0 ? undefined : argv[at + 1];
}

/**
 * The folder for what Chromium keeps (caches, size of the window). One a project, because the instance lock is one a folder: a
 * second start of the same project shows the first window, another project opens beside it.
 */
export function windowDirectory(applicationData: string, projectDirectory: string): string {
  const digest = createHash("sha256").update(projectDirectory).digest("hex").slice(0, 16);
  return join(applicationData, "omnifer-workbench", digest);
}
