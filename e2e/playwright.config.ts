// End-to-end tests: the same workbench in a real Electron window, served in Chromium, and in a terminal. One at a time, because each
// of them trains; never twice, because a test that passes on its second try has failed. Needs a display (npm test brings its own).
import { defineConfig } from "@playwright/test";
import type { HostOptions } from "./fixtures/test.ts";

/** Only when they are asked for: they need a finished demonstration. */
const pictures = process.env.OMNIFER_PICTURES
  ? [{ name: "pictures", testMatch: ["pictures/*.spec.ts"], use: { host: "browser" as const, timezoneId: "UTC" } }]
  : [];

export default defineConfig<HostOptions>({
  testDir: ".",
  outputDir: "../test-results",
  workers: 1,
  retries: 0,
  forbidOnly: true,
  timeout: 120_000,
  expect: { timeout: 20_000 },
  reporter: "list",
  use: { trace: "retain-on-failure", screenshot: "only-on-failure" },
  projects: [
    { name: "electron", testMatch: ["desktop/*.spec.ts", "shared/*.spec.ts"], use: { host: "desktop" } },
    { name: "terminal", testMatch: ["terminal/*.spec.ts"] },
    { name: "chromium", testMatch: ["browser/*.spec.ts", "shared/*.spec.ts"], use: { host: "browser" } },
    ...pictures,
  ],
});
