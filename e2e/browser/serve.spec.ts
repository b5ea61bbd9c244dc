// The served workbench in a real browser: the token, the cookie, several windows.
import { type Browser, chromium } from "@playwright/test";
import { type ServedProject, serve } from "../../core/serve/serve.ts";
import { chromiumExecutable, root, sandboxArguments } from "../fixtures/built.ts";
import { test as base, expect } from "../fixtures/test.ts";
import { Workbench } from "../pages/workbench.ts";

const test = base.extend<{ served: ServedProject; browserOfUser: Browser }>({
  served: async ({ project }, use) => {
    const served = await serve({ projectDirectory: await project("finished"), port: 0, resourcesDirectory: root });
    await use(served);
    await served.close();
  },
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures from this pattern.
  browserOfUser: async ({}, use) => {
    const browser = await chromium.launch({ executablePath: chromiumExecutable(), args: sandboxArguments });
    await use(browser);
    await browser.close();
  },
});

test("the token leaves the address, and the page stays signed in", async ({ served, browserOfUser }) => {
  const page = await browserOfUser.newPage();
  await page.goto(served.address);
  const workbench = new Workbench(page);
  await workbench.isReady();
  expect(new URL(page.url()).hash).toBe("");
  expect(await page.evaluate(() => document.cookie)).toBe("");
  await page.reload();
  await workbench.isReady();
});

test("without the token there is a page, and nothing in it", async ({ served, browserOfUser }) => {
  const page = await browserOfUser.newPage();
  await page.goto(new URL(served.address).origin);
  await expect(page.getByText("Open the address that the terminal shows")).toBeVisible();
  const picture = await page.evaluate(async () => (await fetch("/picture/faces/1?size=96")).status);
  expect(picture).toBe(401);
});

test("a page of another port gets neither socket nor picture", async ({ served, browserOfUser }) => {
  const context = await browserOfUser.newContext();
  const ours = await context.newPage();
  await ours.goto(served.address);
  await new Workbench(ours).isReady();
  const { host } = new URL(served.address);
  const other = await context.newPage();
  await other.route("http://127.0.0.1:9/", (route) => route.fulfill({ contentType: "text/html", body: "<title>another server</title>" }));
  await other.goto("http://127.0.0.1:9/"); // the same site: the browser would send our cookie along
  const outcome = await other.evaluate(
    (target) =>
      new Promise<string>((resolve) => {
        const socket = new WebSocket(`ws://${target}/engine`);
        socket.onopen = () => resolve("open");
        socket.onerror = () => resolve("refused");
      }),
    host,
  );
  expect(outcome).toBe("refused");
});

test("two windows see the same project", async ({ served, browserOfUser }) => {
  const [one, two] = [new Workbench(await browserOfUser.newPage()), new Workbench(await browserOfUser.newPage())];
  for (const workbench of [one, two]) {
    await workbench.page.goto(served.address);
    await workbench.goTo("Threshold");
    await expect(workbench.threshold.line).toBeVisible();
  }
  await one.threshold.drag(+80);
  await expect(one.page.getByRole("button", { name: "Undo" })).toBeEnabled();
  await two.undo();
  await expect.poll(() => one.threshold.delta()).toBe(await two.threshold.delta());
});
