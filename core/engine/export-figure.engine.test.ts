import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { createProject, type Project } from "../project/project.ts";
import type { EngineContext } from "./context.ts";
import { decisionHandlers } from "./export-decisions.ts";
import { exportFigure, writeFigure } from "./export-figure.ts";

let folder: string;
let project: Project;
beforeEach(async () => {
  news = 0;
  folder = await mkdtemp(join(tmpdir(), "omnifer-decisions-"));
  project = await createProject(join(folder, "project"), "Faces");
});
afterEach(async () => {
  await project.close();
  await rm(folder, { recursive: true });
});

let news = 0;
const context = () => ({ project, changed: () => news++ }) as unknown as EngineContext;
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
  expect(news).toBe(2);
  expect(Date.now() - Date.parse(decisions[0]!.created)).toBeLessThan(60_000);
});

it("lists decisions newest first: by name for a window, which knows no path, and by path for a terminal", async () => {
  const { file } = await exportFigure(context(), { number: 2 }, drawn);
  const outside = join(folder, "figure.png");
  await writeFigure(context(), { number: 2 }, drawn, { name: outside, path: outside });
  const inside = join(project.exportsDirectory, "mine.png");
  await writeFigure(context(), { number: 2 }, drawn, { name: inside, path: inside });
  const handlers = decisionHandlers(context());
  const { total, decisions } = await handlers["figure.decisions"]({});
  expect(total).toBe(3);
  expect(decisions).toMatchObject([
    { file: "mine.png", isInProject: true },
    { file: "figure.png", isInProject: false, licences: [jaffe] },
    { content: "Fig. 2", file, isInProject: true, licences: [jaffe] },
  ]);
  expect(JSON.stringify(decisions)).not.toContain(folder);
  const told = await handlers["figure.decided-files"]({});
  expect(told.decisions.map((decision) => decision.file)).toEqual([inside, outside, join(project.exportsDirectory, file)]);
});

it("keeps nothing of a figure that no licence speaks against", async () => {
  await exportFigure(context(), { number: 2 }, { ...drawn, overridden: [] });
  expect([project.store.exportDecisions.all(), news]).toEqual([[], 0]);
});
