// The window as a program: one a project, where it stood, quick to quit.
import { spawn } from "node:child_process";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import type { ElectronApplication } from "@playwright/test";
import { electronExecutable, sandboxArguments } from "../fixtures/built.ts";
import { openDesktop } from "../fixtures/desktop.ts";
import { withProject } from "../fixtures/engine.ts";
import { expect, test } from "../fixtures/test.ts";
import { Workbench } from "../pages/workbench.ts";

test("the window stands where it was left", async ({ folder, project }) => {
  const directory = await project("imported");
  const left = { x: 60, y: 80, width: 1100, height: 720 };
  const first = await openDesktop(folder, directory);
  await first.app.evaluate(({ BrowserWindow }, bounds) => BrowserWindow.getAllWindows()[0]!.setBounds(bounds), left);
  await first.app.close();
  const second = await openDesktop(folder, directory);
  expect(await second.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.getNormalBounds())).toEqual(left);
  await second.app.close();
});

test("a second start of the same project shows the first window and ends", async ({ folder, project }) => {
  const directory = await project("imported");
  const { app } = await openDesktop(folder, directory);
  const second = spawn(electronExecutable, [...sandboxArguments, `--user-data-dir=${join(folder, "window")}`, "--project", directory]);
  expect(await new Promise((resolve) => second.on("exit", resolve))).toBe(0);
  expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
  await app.close();
});

test("a project that another program has open is told by name, and can be tried again", async ({ folder, project }) => {
  const directory = await project("imported");
  const first = await openDesktop(join(folder, "one"), directory);
  const second = await openDesktop(join(folder, "two"), directory, holdDialog);
  await expect(second.page.getByText(/another program/).first()).toBeVisible();
  await expect.poll(() => heldDialog(second.app)).toMatchObject({ buttons: ["Try again", "Quit"] });
  await first.app.close();
  await pressHeldButton(second.app, 0);
  const workbench = new Workbench(second.page);
  await workbench.isReady();
  await workbench.expectStep("Primitive learner", "ready");
  await second.app.close();
});

test("the demonstration that another program had open begins at the second try", async ({ folder }) => {
  const demonstration = join(folder, "OmniFER", "demonstration");
  const { app, page } = await withProject(demonstration, async () => {
    const desktop = await openDesktop(folder, null, holdDialog);
    await expect.poll(() => heldDialog(desktop.app)).toBeTruthy();
    return desktop;
  });
  await pressHeldButton(app, 0);
  await expect(new Workbench(page).job.getByRole("progressbar")).toBeVisible();
  await app.close();
});

test("a new project of one's own stays empty and shows where to import faces", async ({ folder }) => {
  const directory = join(folder, "rafdb");
  const { app, page } = await openDesktop(folder, directory);
  await expect(page.getByRole("main", { name: "Data" }).getByRole("button", { name: "Import" })).toBeVisible();
  await expect.poll(() => app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.isVisible())).toBe(true);
  await app.close();
  const jobs = await withProject(directory, async (opened) => (await opened.request("project.state", {})).jobs);
  expect(jobs).toEqual([]);
});

test("an exported figure is shown in the folder that it lies in", async ({ folder, project }) => {
  const directory = await project("imported");
  const { app, page } = await openDesktop(folder, directory, watchShownFiles);
  const workbench = new Workbench(page);
  await workbench.isReady();
  await workbench.goTo("Figures");
  const file = await workbench.figures.exportAndShowInFolder();
  await expect.poll(() => shownFiles(app)).toEqual([join(directory, "exports", file)]);
  expect(await readdir(join(directory, "exports"))).toEqual([file]);
  await app.close();
});

test("quitting leaves no process behind", async ({ folder, project }) => {
  const { app } = await openDesktop(folder, await project("imported"));
  const pids = await app.evaluate(({ app: main }) => main.getAppMetrics().map(({ pid }) => pid));
  expect(pids.length).toBeGreaterThan(2);
  await app.close();
  await expect.poll(() => pids.filter(isRunning)).toEqual([]);
});

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

interface HeldDialog {
  buttons: string[];
  press(button: number): void;
}
type WithHeldDialog = typeof globalThis & { heldDialog?: HeldDialog };

/** Puts a message box that waits for the test in place of the system's, which no test can press. */
const holdDialog = (app: ElectronApplication) =>
  app.evaluate(({ dialog }) => {
    dialog.showMessageBox = (...words: unknown[]) =>
      new Promise((answer) => {
        const { buttons } = words.at(-1) as { buttons: string[] };
        (globalThis as WithHeldDialog).heldDialog = { buttons, press: (response) => answer({ response, checkboxChecked: false }) };
      });
  });

const heldDialog = (app: ElectronApplication) => app.evaluate(() => (globalThis as WithHeldDialog).heldDialog);
const pressHeldButton = (app: ElectronApplication, button: number) =>
  app.evaluate((_, pressed) => (globalThis as WithHeldDialog).heldDialog?.press(pressed), button);

type WithShownFiles = typeof globalThis & { shownFiles?: string[] };

/** Notes the files that a window of the system's would show in their folder. */
const watchShownFiles = (app: ElectronApplication) =>
  app.evaluate(({ shell }) => {
    const files: string[] = [];
    (globalThis as WithShownFiles).shownFiles = files;
    shell.showItemInFolder = (path) => void files.push(path);
  });

const shownFiles = (app: ElectronApplication) => app.evaluate(() => (globalThis as WithShownFiles).shownFiles);
