import { describe, expect, it } from "vitest";
import { cpuInfoHasBfloat16, gpusHaveBfloat16 } from "./bfloat16-support.ts";

const cpuInfo = (line: string) => `processor\t: 0\nmodel name\t: some avx512_bf16 lookalike\n${line}\nbugs\t\t: spectre_v1\n`;

describe("bfloat16 on a processor", () => {
  it.each([
    ["flags\t\t: fpu avx512f avx512_bf16 avx512_fp16", true],
    ["flags\t\t: fpu amx_bf16 amx_tile", true],
    ["flags\t\t: fpu avx512f avx512_bf16_of_another_kind", false],
    ["flags\t\t: fpu avx2 avx_vnni", false],
    ["Features\t: fp asimd i8mm bf16", true],
    ["Features\t: fp asimd", false],
  ])("%s: %s", (line, expected) => {
    expect(cpuInfoHasBfloat16(cpuInfo(line))).toBe(expected);
  });
});

describe("bfloat16 on GPUs", () => {
  it.each([
    ["9.0\n", true],
    ["8.0\n8.6\n", true],
    ["8.0\n7.5\n", false],
    ["", false],
    ["[N/A]\n", false],
  ])("of compute capability %j: %s", (told, expected) => {
    expect(gpusHaveBfloat16(told)).toBe(expected);
  });
});
