import { expect, it } from "vitest";
import { describeBackend } from "./backend.ts";

it("computes with the threads that it records, whatever TensorFlow's own variables say", () => {
  process.env.TF_NUM_INTRAOP_THREADS = "77"; // read once, when the addon is opened
  const { threads } = describeBackend();
  expect(process.env.TF_NUM_INTRAOP_THREADS).toBe(String(threads));
});
