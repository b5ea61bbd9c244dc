// `omnifer distill` and `omnifer run --das` on small drawn faces: one object on stdout, files that are there, errors that name the option.
import { access } from "node:fs/promises";
import { join } from "node:path";
import { RunReport } from "../../core/evaluation/report.ts";
import { copyProject, drawnFaces } from "../fixtures/projects.ts";
import { expect, test } from "../fixtures/terminal.ts";

const lastObject = (stdout: string) => JSON.parse(stdout.trimEnd().split("\n").at(-1)!);

test("distill --json, then the same images taken up again from their file, measured as they were, and asked for patterns", async ({
  omnifer,
  folder,
  workshop,
}) => {
  test.setTimeout(120_000);
  const project = await copyProject(workshop, "finished", join(folder, "faces"));
  const small = ["--outer-epochs", "2", "--checkpoint-every", "1", "--real-batch", "16"];
  const { status, stdout, stderr } = await omnifer("distill", "--project", project, ...small, "--json").ended;
  expect({ status, stderr }).toMatchObject({ status: 0, stderr: expect.stringContaining("Distilling") });
  const made = lastObject(stdout);
  expect(made).toMatchObject({
    origin: "selected",
    seed: 1,
    checkpoints: [0, 1, 2],
    lossBefore: expect.any(Number),
    lossAfter: expect.any(Number),
  });
  expect(made.stepSizes).toHaveLength(3);
  expect(made.labels.length + made.missingClasses.length).toBe(7);
  await access(join(project, made.file));

  const taken = await omnifer("distill", "--project", project, "--import", join(project, made.file), "--json").ended;
  expect(taken).toMatchObject({ status: 0, stderr: expect.stringContaining("Making images to compare with") });
  const { id, origin, labels, ...measured } = lastObject(taken.stdout);
  expect({ origin, labels }).toEqual({ origin: "imported", labels: made.labels });
  for (const name of ["lossBefore", "lossAfter", "lossNoise", "lossRandomMined"]) expect(measured[name], name).toBeCloseTo(made[name], 5);
  await access(join(project, "distillations", id, "baselines", made.runId, "random-mined-4.safetensors"));

  const probed = await omnifer("probe", "--project", project, "--distillation", made.id, "--json").ended;
  expect(probed).toMatchObject({ status: 0, stderr: expect.stringContaining("Training the pattern probe") });
  expect(lastObject(probed.stdout)).toMatchObject({ distillationId: made.id, trainEpochs: [0, 1], testEpochs: [2] });
});

test("run --das --json: distilled images next to every control, by mode", async ({ omnifer, folder, workshop }) => {
  test.setTimeout(180_000);
  const asked = [
    "--epochs",
    "2",
    "--retrain-epochs",
    "1",
    "--das",
    "--outer-epochs",
    "1",
    "--modes",
    "union,preload",
    "--orders",
    "1",
    "--draws",
    "1",
  ];
  const data = await drawnFaces(workshop);
  const { status, stdout, stderr } = await omnifer("run", "--project", join(folder, "faces"), "--data", data, ...asked, "--json").ended;
  expect({ status, stderr }).toMatchObject({
    status: 0,
    stderr: expect.stringContaining("Retraining with distilled images (DAS) and controls"),
  });
  const { distill, das, controls } = RunReport.strict().parse(lastObject(stdout));
  expect(distill!.lossRandomMined).toEqual(expect.any(Number));
  expect(Object.keys(das!)).toEqual(["union", "preload"]);
  for (const arms of [das!, ...Object.values(controls!)]) {
    for (const { confusion } of [arms.union!, arms.preload!]) expect(confusion.flat().reduce((a, b) => a + b)).toBe(28);
  }
});

test("distill names the option that is wrong, and makes no project", async ({ omnifer, folder }) => {
  const wrong = await omnifer("distill", "--project", join(folder, "none"), "--nets", "2").ended;
  expect(wrong).toMatchObject({
    status: 1,
    stderr: expect.stringContaining("--nets: found 2, expected 1 when they start from the known learner"),
  });
  const none = await omnifer("distill", "--project", join(folder, "none")).ended;
  expect(none).toMatchObject({ status: 1, stderr: expect.stringContaining("There is no project in") });
});
