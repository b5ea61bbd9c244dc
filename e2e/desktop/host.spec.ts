// The window as a program: one a project, where it stood, quick to quit.
import { spawn } from "node:child_process";
import { join } from "node:path";
import { electronExecutable, sandboxArguments } from "../fixtures/built.ts";
import { openDesktop } from "../fixtures/desktop.ts";
import { expect, test } from "../fixtures/test.ts";

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
  const second = await openDesktop(join(folder, "two"), directory);
  await expect(second.page.getByText(/another program/).first()).toBeVisible();
  await first.app.close();
  await second.app.close();
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
