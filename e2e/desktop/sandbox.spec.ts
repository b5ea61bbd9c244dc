// The exceptions to the security checklist: each is allowed where it must be, and said.
import { spawn } from "node:child_process";
import { chown } from "node:fs/promises";
import { electronExecutable } from "../fixtures/built.ts";
import { openDesktop } from "../fixtures/desktop.ts";
import { expect, test } from "../fixtures/test.ts";

const isRoot = process.getuid?.() === 0;
const nobody = 65534;

test("a window without what it should have says so", async ({ folder, project }) => {
  const { app, page } = await openDesktop(folder, await project("imported"));
  const major = Number.parseInt(await app.evaluate(() => process.versions.electron), 10);
  const { devDependencies } = (await import("../../package.json", { with: { type: "json" } })).default;
  const isOld = major < Number.parseInt(devDependencies.electron, 10);
  await expect(page.getByText("which gets no security fixes any more")).toHaveCount(isOld ? 1 : 0);
  await expect(page.getByText("without Chromium's sandbox")).toHaveCount(isRoot ? 1 : 0);
  await app.close();
});

test("--no-sandbox is refused to everyone but root", async ({ folder }) => {
  if (isRoot) await chown(folder, nobody, nobody);
  const identity = isRoot ? { uid: nobody, gid: nobody } : {};
  const child = spawn(electronExecutable, ["--no-sandbox"], { ...identity, env: { ...process.env, HOME: folder } });
  let said = "";
  child.stderr.on("data", (text) => {
    said += text;
  });
  const code = await new Promise((resolve) => child.on("exit", resolve));
  expect({ code, said }).toEqual({ code: 1, said: expect.stringContaining("--no-sandbox is accepted only as root") });
});
