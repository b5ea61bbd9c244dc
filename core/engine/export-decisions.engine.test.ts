import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { createProject, type Project } from "../project/project.ts";
import type { EngineContext } from "./context.ts";
import { decisionHandlers } from "./export-decisions.ts";

let folder: string;
let project: Project;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "omnifer-decided-"));
  project = await createProject(join(folder, "project"), "Faces");
});
afterEach(async () => {
  await project.close();
  await rm(folder, { recursive: true });
});

const licences = [{ title: "JAFFE", terms: "With its source named.", show: "some", passOn: "no" } as const];
const keep = (file: string) => project.store.exportDecisions.add({ content: "Fig. 2", file, licences });
const handlers = () => decisionHandlers({ project } as unknown as EngineContext);

it("tells a window no path of the system that a project was brought from", async () => {
  keep("C:\\Users\\me\\figure.png");
  const { decisions } = await handlers()["figure.decisions"]({});
  expect(decisions).toMatchObject([{ file: "figure.png", isInProject: false }]);
  expect((await handlers()["figure.decided-files"]({})).decisions).toMatchObject([{ file: "C:\\Users\\me\\figure.png" }]);
});
