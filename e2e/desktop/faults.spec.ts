// Engine, and separately compute, killed in mid-training: the window stays, says what happened, and the work comes to the same end.
import type { ElectronApplication } from "@playwright/test";
import { openDesktop } from "../fixtures/desktop.ts";
import { digestsOf } from "../fixtures/digests.ts";
import { expect, test } from "../fixtures/test.ts";
import { Workbench } from "../pages/workbench.ts";

async function killProcess(app: ElectronApplication, name: string): Promise<void> {
  const pid = await app.evaluate(
    ({ app: main }, wanted) => main.getAppMetrics().find((metric) => metric.name === wanted || metric.serviceName === wanted)?.pid,
    name,
  );
  expect(pid, `a process named ${name}`).toBeDefined();
  process.kill(pid!, "SIGKILL");
}

for (const [name, said] of [
  ["OmniFER engine", "The engine stopped unexpectedly"],
  ["OmniFER compute", "compute process"],
] as const) {
  test(`${name} killed in mid-training: the window stays, says so, and the training comes to the same weights`, async ({
    folder,
    project,
  }) => {
    const directory = await project("imported");
    const { app, page } = await openDesktop(folder, directory);
    const workbench = new Workbench(page);
    await workbench.isReady();
    await workbench.goTo("Train");
    await workbench.train.startPipeline.click();
    await expect(workbench.train.epochs.nth(2)).toBeVisible({ timeout: 60_000 });
    await killProcess(app, name);
    await expect(workbench.messages).toContainText(said);
    await expect(workbench.train.epochs.nth(6)).toBeVisible({ timeout: 60_000 });
    await workbench.expectNoJob();
    await workbench.expectStep("Retraining", "done");
    await app.close();
    expect(await digestsOf(directory)).toEqual(await digestsOf(await project("finished")));
  });
}

test("the engine killed three times is left dead, and the user is asked", async ({ folder, project }) => {
  const { app, page } = await openDesktop(folder, await project("imported"));
  const workbench = new Workbench(page);
  await workbench.isReady();
  await app.evaluate(({ dialog }) => {
    const asked: string[] = [];
    Object.assign(globalThis, { asked });
    dialog.showMessageBox = async (...words: unknown[]) => {
      asked.push((words.at(-1) as { message: string }).message);
      return { response: 0, checkboxChecked: false };
    };
  });
  for (let death = 0; death < 3; death++) {
    await expect.poll(() => engineIsThere(app)).toBe(true);
    await killProcess(app, "OmniFER engine");
    await expect(workbench.messages.getByText("The engine stopped")).toHaveCount(death + 1);
  }
  const asked = await app.evaluate(() => (globalThis as unknown as { asked: string[] }).asked);
  expect(asked).toEqual([expect.stringContaining("three times within 5 minutes")]);
  await expect.poll(() => engineIsThere(app)).toBe(true); // "Try again" was chosen
  await app.close();
});

const engineIsThere = (app: ElectronApplication): Promise<boolean> =>
  app.evaluate(({ app: main }) => main.getAppMetrics().some(({ name, serviceName }) => [name, serviceName].includes("OmniFER engine")));
