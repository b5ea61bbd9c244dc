import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { createProject, type Project } from "../project/project.ts";
import type { EngineContext } from "./context.ts";
import { decisionsAtPaths, latestDecisions } from "./export-decisions.ts";
import { exportFigure, writeFigure } from "./export-figure.ts";

let folder: string;
let project: Project;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "omnifer-decisions-"));
  project = await createProject(join(folder, "project"), "Faces");
});
afterEach(async () => {
  await project.close();
  await rm(folder, { recursive: true });
});

const context = () => ({ project }) as unknown as EngineContext;
const jaffe = { title: "JAFFE", terms: "With its source named.", show: "some", passOn: "no" } as const;
const drawn = { png: Buffer.from("a figure"), pictureCount: 3, withheldCount: 0, unreadableCount: 0, overridden: [jaffe] };

it("keeps what was decided against which licence, when and for which file, before the figure is written", async () => {
  const counts = { pictureCount: 3, withheldCount: 0, unreadableCount: 0 };
  const { file, ...told } = await exportFigure(context(), { number: 2 }, drawn);
  expect(told).toEqual(counts);
  expect(await readFile(join(project.exportsDirectory, file), "utf8")).toBe("a figure");
  const path = join(folder, "gone", "figure.png");
  const writing = writeFigure(context(), { number: 3, columns: 8, values: "none" }, drawn, { name: path, path });
  await expect(writing).rejects.toThrow("gone");
  const decisions = project.store.exportDecisions.all();
  expect(decisions).toMatchObject([
    { content: "Fig. 3", file: path, licences: [jaffe] },
    { content: "Fig. 2", file, licences: [jaffe] },
  ]);
  expect(Date.now() - Date.parse(decisions[0]!.created)).toBeLessThan(60_000);
});

it("keeps nothing of a figure that no licence speaks against", async () => {
  await exportFigure(context(), { number: 2 }, { ...drawn, overridden: [] });
  expect(project.store.exportDecisions.all()).toEqual([]);
});

it("tells a window the names of the files alone, and who may know paths where they are", async () => {
  const { file } = await exportFigure(context(), { number: 2 }, drawn);
  const elsewhere = join(folder, "paper", "figure.png");
  const keep = (path: string) => project.store.exportDecisions.add({ content: "Fig. 3", file: path, licences: [jaffe] });
  keep(elsewhere);
  keep("C:\\papers\\figure.png");
  expect(latestDecisions(project)).toMatchObject({
    total: 3,
    decisions: [
      { content: "Fig. 3", file: "figure.png", isInExports: false, licences: [jaffe] },
      { content: "Fig. 3", file: "figure.png", isInExports: false },
      { content: "Fig. 2", file, isInExports: true },
    ],
  });
  const paths = decisionsAtPaths(project).map((decision) => decision.file);
  expect(paths).toEqual(["C:\\papers\\figure.png", elsewhere, join(project.exportsDirectory, file)]);
});

it("tells a window the latest of very many, and how many there are", () => {
  const keep = (file: string) => project.store.exportDecisions.add({ content: "Fig. 2", file, licences: [jaffe] });
  for (let one = 0; one < 203; one++) keep(`/papers/${one}.png`);
  const { total, decisions } = latestDecisions(project);
  expect([total, decisions.length, decisions[0]!.file, decisions[199]!.file]).toEqual([203, 200, "202.png", "3.png"]);
  expect(decisionsAtPaths(project)).toHaveLength(203);
});
