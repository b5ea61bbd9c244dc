// `omnifer serve`: the workbench in a browser of this computer, until Ctrl+C.
import { join, resolve } from "node:path";
import { serve } from "../serve/serve.ts";
import { commandOptions, refused } from "./command-options.ts";

export async function serveProject(argv: string[]): Promise<number> {
  const { project, port } = commandOptions("serve", argv);
  if (project === undefined) throw refused("serve", "no --project", "--project and a folder");
  return serveUntilStopped(resolve(project), port);
}

/** Prints the address and serves until the process is asked to end. */
export async function serveUntilStopped(projectDirectory: string, port: number): Promise<number> {
  const resourcesDirectory = join(__dirname, "..", "..");
  const served = await serve({ projectDirectory, port, resourcesDirectory });
  process.stdout.write(`Workbench: ${served.address}\nThe address holds a secret: it opens this project. Ctrl+C ends it.\n`);
  await new Promise<void>((stop) => {
    for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => stop()); // a second one must not cut the closing short
  });
  await served.close();
  return 0;
}
