import { describe, expect, it } from "vitest";
import { InputError } from "../errors.ts";
import { cpuInfoHasBfloat16, gpusHaveBfloat16, precisionNote, requirePrecision } from "./bfloat16-support.ts";

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

describe("asking for a precision", () => {
  it("refuses bfloat16 where there is none, and says what to do", () => {
    const refused = () => requirePrecision("bfloat16", () => false);
    expect(refused).toThrow(InputError);
    expect(refused).toThrow("found bfloat16, which this machine does not compute in");
    expect(refused).toThrow("Choose float32 as the precision");
    expect(() => requirePrecision("bfloat16", () => true)).not.toThrow();
  });

  it("gives float32 to every machine without asking it", () => {
    const neverAsked = () => {
      throw new Error("asked");
    };
    expect(() => requirePrecision("float32", neverAsked)).not.toThrow();
    expect(precisionNote("float32", neverAsked)).toBeNull();
  });

  it("tells when bfloat16 would take longer", () => {
    expect(precisionNote("bfloat16", () => 0.52)).toContain("0.52 times the speed of float32");
    expect(precisionNote("bfloat16", () => 1.9)).toBeNull();
  });
});
