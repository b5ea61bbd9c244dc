// The describe task: what this machine computes with, and whether bfloat16 is worth it here.
import { describeBackend } from "../../tensor/backend.ts";
import { bfloat16Speed, hasBfloat16 } from "../../tensor/bfloat16-support.ts";
import type { DescribeResult } from "../protocol.ts";

export async function describe(): Promise<DescribeResult> {
  return { ...describeBackend(), bfloat16Speed: hasBfloat16() ? bfloat16Speed() : null };
}
