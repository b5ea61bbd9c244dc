import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { parseDriverVersion, planTensorFlow } from "./tensorflow-plan.mjs";

const facts = (changes) => ({ asked: null, remembered: null, driver: null, ...changes });

describe("planTensorFlow", () => {
  it("takes the CPU build where no NVIDIA driver is found", () => {
    const plan = planTensorFlow(facts({}));
    assert.equal(plan.flavour, "cpu");
    assert.deepEqual(
      plan.wheels.map((wheel) => wheel.name),
      ["tensorflow-cpu"],
    );
    assert.equal(plan.downloadBytes, 274_000_871);
  });

  it("takes the CUDA 12 build, with its libraries, where a driver is found", () => {
    const plan = planTensorFlow(facts({ driver: "550.54.15" }));
    assert.equal(plan.flavour, "gpu");
    assert.equal(plan.wheels[0].name, "tensorflow");
    assert.ok(plan.wheels.some((wheel) => wheel.name === "nvidia-cudnn-cu12"));
    assert.ok(plan.downloadBytes > 3.3e9 && plan.downloadBytes < 3.5e9, String(plan.downloadBytes));
  });

  it("keeps to the CPU when the driver is too old for CUDA 12, and says so", () => {
    const plan = planTensorFlow(facts({ driver: "470.256.02" }));
    assert.equal(plan.flavour, "cpu");
    assert.equal(plan.why, "NVIDIA driver 470.256.02 is older than 525, which CUDA 12 needs");
  });

  it("lets --cpu refuse a driver and --gpu do without one", () => {
    assert.equal(planTensorFlow(facts({ asked: "cpu", driver: "550.54.15" })).flavour, "cpu");
    assert.equal(planTensorFlow(facts({ asked: "gpu" })).flavour, "gpu");
  });

  it("remembers a refusal, until the other flag is given", () => {
    assert.equal(planTensorFlow(facts({ remembered: "cpu", driver: "550.54.15" })).flavour, "cpu");
    assert.equal(planTensorFlow(facts({ asked: "gpu", remembered: "cpu" })).flavour, "gpu");
  });
});

describe("the driver's own words", () => {
  it("are read from the closed and the open kernel module", () => {
    assert.equal(
      parseDriverVersion("NVRM version: NVIDIA UNIX x86_64 Kernel Module  550.54.15  Tue Mar  5 22:23:56 UTC 2024"),
      "550.54.15",
    );
    assert.equal(parseDriverVersion("NVRM version: NVIDIA UNIX Open Kernel Module for x86_64  565.57.01  Release Build"), "565.57.01");
    assert.equal(parseDriverVersion("something else"), null);
  });
});
