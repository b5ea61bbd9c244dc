// Electron's security checklist in the real window: what the unit tests say of the handlers, said of the page.
import type { Page } from "@playwright/test";
import { openDesktop } from "../fixtures/desktop.ts";
import { test as base, expect } from "../fixtures/test.ts";

const test = base.extend<{ page: Page }>({
  page: async ({ folder, project }, use) => {
    const { app, page } = await openDesktop(folder, await project("imported"));
    await use(page);
    await app.close();
  },
});

/** Sends one message over the bridge and returns the reply. */
const ask = (page: Page, name: string, input: unknown = {}): Promise<unknown> =>
  page.evaluate(
    ({ name, input }) =>
      new Promise((resolve) => {
        const id = 900_000 + Math.floor(performance.now()); // far from the page's own numbers
        const stop = window.omnifer!.listen((message) => {
          if (!("id" in message) || message.id !== id) return;
          stop();
          resolve(message);
        });
        window.omnifer!.send({ id, name, input });
      }),
    { name, input },
  );

test("the page has no Node, no Electron and two functions of ours", async ({ page }) => {
  const found = await page.evaluate(() => {
    const names = ["require", "process", "module", "global", "Buffer", "electron", "ipcRenderer"];
    return { globals: names.filter((name) => name in window), bridge: Object.keys(window.omnifer!) };
  });
  expect(found).toEqual({ globals: [], bridge: ["send", "listen"] });
});

test("the page is served by our scheme, with its policy", async ({ page }) => {
  expect(page.url()).toBe("omnifer://app/");
  const policy = await page.evaluate(async () => (await fetch(location.href)).headers.get("content-security-policy"));
  expect(policy).toContain("default-src 'none'; script-src 'self'");
});

test("the page cannot make code from text", async ({ page }) => {
  // In a timer, because the debugger's own calls are exempt from the policy.
  const outcome = await page.evaluate(
    () =>
      new Promise<string>((resolve) =>
        setTimeout(() => {
          try {
            // biome-ignore lint/security/noGlobalEval: this is what must fail.
            resolve(String(window.eval("1 + 1")));
          } catch (error) {
            resolve((error as Error).name);
          }
        }, 0),
      ),
  );
  expect(outcome).toBe("EvalError");
});

test("the page cannot go elsewhere, open a window or reach a network", async ({ page }) => {
  const outcome = await page.evaluate(async () => {
    location.href = "https://example.org/";
    const opened = window.open("omnifer://app/");
    const fetched = await fetch("http://127.0.0.1:9/").then(
      () => "fetched",
      () => "refused",
    );
    return { opened, fetched };
  });
  expect(outcome).toEqual({ opened: null, fetched: "refused" });
  expect(page.url()).toBe("omnifer://app/");
});

test("the page gets no permission", async ({ page }) => {
  const outcome = await page.evaluate(async () => ({
    notifications: await Notification.requestPermission(),
    // Asked as a state: where no camera is plugged in, asking for one fails before any permission is looked at.
    camera: (await navigator.permissions.query({ name: "camera" as PermissionName })).state,
    location: (await navigator.permissions.query({ name: "geolocation" })).state,
  }));
  expect(outcome).toEqual({ notifications: "denied", camera: "denied", location: "denied" });
});

test("the page cannot lead out of its folder or to a file", async ({ page }) => {
  const statuses = await page.evaluate(async () => {
    const addresses = ["/..%2f..%2fpackage.json", "/%2e%2e/node/main.cjs", "/picture/faces/-1?size=96", "/distilled/d-1/10/-2?contrast=2"];
    return Promise.all(addresses.map(async (address) => (await fetch(address)).status));
  });
  expect(statuses).toEqual([404, 404, 404, 404]);
});

for (const [name, input] of [
  ["data.import", { directory: "/etc", classes: null }],
  ["picture", { datasetId: "faces", row: 1, size: 96 }],
  ["distilled.picture", { distillationId: "d-1", epoch: 10, index: 2, contrast: 2 }],
  ["distilled.import", { file: "/etc/passwd" }],
  ["demonstration.begin", {}],
  ["close", {}],
] as const) {
  test(`a host's request from the page is refused: ${name}`, async ({ page }) => {
    expect(await ask(page, name, input)).toMatchObject({ ok: false, error: { code: "bad-request" } });
    expect(await ask(page, "project.state")).toMatchObject({ ok: true });
  });
}
