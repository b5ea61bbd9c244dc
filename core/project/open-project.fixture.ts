// A program that opens or creates a project, says on one line what came of it, and keeps it open until its input ends.
import { errorRecordOf } from "../errors.ts";
import { createProject, openProject } from "./project.ts";

/** What the other process tells. */
export type Outcome = { name: string | undefined; readOnlyReason: string | null; writing: string } | { code: string; message: string };

async function main([command, directory]: string[]): Promise<void> {
  try {
    const project = command === "create" ? await createProject(directory!, "made elsewhere") : await openProject(directory!);
    const name = project.store.settings.get("name");
    let writing = "saved";
    try {
      project.store.settings.set("name", "renamed elsewhere");
    } catch (error) {
      writing = errorRecordOf(error).code;
    }
    tell({ name, readOnlyReason: project.readOnlyReason, writing });
    process.stdin.on("end", () => void project.close());
    process.stdin.resume();
  } catch (error) {
    tell(errorRecordOf(error));
  }
}

function tell(outcome: Outcome): void {
  process.stdout.write(`${JSON.stringify(outcome)}\n`);
}

void main(process.argv.slice(2));
