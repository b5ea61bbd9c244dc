// Which TensorFlow: a decision without side effects, so that a test can walk through every case.
import { cpuWheels, gpuWheels, unpackedBytes } from "./pins.mjs";

const cuda12Driver = 525; // NVIDIA's minimum driver branch for CUDA 12

/**
 * @param {{ asked: "cpu" | "gpu" | null, remembered: "cpu" | "gpu" | null, driver: string | null }} facts
 *   `asked` is --cpu or --gpu of this call, `remembered` the last one given, `driver` the NVIDIA driver's version
 * @returns {{ flavour: "cpu" | "gpu", why: string, wheels: typeof cpuWheels, downloadBytes: number, unpackedBytes: number }}
 */
export function planTensorFlow({ asked, remembered, driver }) {
  const { flavour, why } = chooseFlavour({ asked, remembered, driver });
  const wheels = flavour === "gpu" ? gpuWheels : cpuWheels;
  return {
    flavour,
    why,
    wheels,
    downloadBytes: wheels.reduce((sum, wheel) => sum + wheel.bytes, 0),
    unpackedBytes: unpackedBytes[flavour],
  };
}

function chooseFlavour({ asked, remembered, driver }) {
  if (asked) return { flavour: asked, why: `--${asked} was given` };
  if (remembered) return { flavour: remembered, why: `--${remembered} was given before` };
  if (!driver) return { flavour: "cpu", why: "no NVIDIA driver was found" };
  if (Number.parseInt(driver, 10) < cuda12Driver) {
    return { flavour: "cpu", why: `NVIDIA driver ${driver} is older than ${cuda12Driver}, which CUDA 12 needs` };
  }
  return { flavour: "gpu", why: `NVIDIA driver ${driver} was found; --cpu refuses CUDA` };
}

/** `NVRM version: NVIDIA UNIX x86_64 Kernel Module  550.54.15  Tue ...` -> "550.54.15"; null for any other text. */
export const parseDriverVersion = (text) => /Kernel Module(?: for \S+)?\s+(\d+(?:\.\d+)+)/.exec(text)?.[1] ?? null;
