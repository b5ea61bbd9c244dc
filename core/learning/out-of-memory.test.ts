import { describe, expect, it } from "vitest";
import { InputError } from "../errors.ts";
import { isOutOfMemory, withinMemory } from "./out-of-memory.ts";

const recipe = { name: "paper", batchSize: 64, accumulationSteps: 1 };
const outOfMemory = () => new Error("OOM when allocating tensor with shape[64,224,224,64] and type float on CPU:0 by allocator cpu");

/** An update that does not fit, on a machine where `fitting` pictures do. */
function fail(fitting: number, change: Partial<typeof recipe> = {}) {
  const rehearsed: number[] = [];
  const update = () => {
    throw outOfMemory();
  };
  const rehearse = (pictures: number) => {
    rehearsed.push(pictures);
    if (pictures > fitting) throw outOfMemory();
  };
  return { rehearsed, attempt: () => withinMemory({ ...recipe, ...change }, 3, update, rehearse) };
}

describe("an update that memory does not last for", () => {
  it("halves until a rehearsal succeeds, and names what fits", () => {
    const { attempt, rehearsed } = fail(20);
    expect(attempt).toThrow(
      'recipe "paper": found a batchSize of 64, for which memory did not last at update 3, expected at most 16 pictures at once. ' +
        "Set accumulationSteps to 4, which keeps the batch of 64, or batchSize to 16.",
    );
    expect(rehearsed).toEqual([32, 16]);
  });

  it("halves the part where the batch is already cut", () => {
    const { attempt, rehearsed } = fail(5, { accumulationSteps: 4 });
    expect(attempt).toThrow("a batchSize of 64 in parts of 16, for which memory did not last at update 3, expected at most 4 pictures");
    expect(rehearsed).toEqual([8, 4]);
  });

  it("says so where not even one picture fits", () => {
    const { attempt, rehearsed } = fail(0, { batchSize: 4 });
    expect(attempt).toThrow("expected memory for one picture at least. Close other programs");
    expect(rehearsed).toEqual([2, 1]);
  });

  it("keeps the cause", () => {
    const { attempt } = fail(1);
    const failure = (() => {
      try {
        return attempt();
      } catch (error) {
        return error;
      }
    })();
    expect(failure).toBeInstanceOf(InputError);
    expect((failure as InputError).cause).toMatchObject({ message: outOfMemory().message });
  });
});

describe("withinMemory", () => {
  it("is the update itself where memory lasts", () => {
    expect(withinMemory(recipe, 1, () => 7, fail(0).attempt)).toBe(7);
  });

  it("leaves every other failure as it is", () => {
    const defect = new Error("Invalid argument: shapes must match");
    const update = () => {
      throw defect;
    };
    expect(() => withinMemory(recipe, 1, update, () => undefined)).toThrow(defect);
  });
});

describe("isOutOfMemory", () => {
  it.each([
    "OOM when allocating tensor with shape[8,224,224,64] and type float on /job:localhost/replica:0/task:0/device:GPU:0 by allocator GPU_0_bfc",
    "RESOURCE_EXHAUSTED: failed to allocate memory",
    "Resource exhausted: ran out of memory",
    "std::bad_alloc",
    "CUDA_ERROR_OUT_OF_MEMORY: out of memory",
    "Array buffer allocation failed",
    "Operation received an exception:Status: 1, message: could not create a memory object",
  ])("knows %s", (message) => expect(isOutOfMemory(new Error(message))).toBe(true));

  it.each(["Invalid TF_Status: 3", "Operation received an exception:Status: 2, message: could not create a primitive", "Room 12"])(
    "does not take %s for it",
    (message) => expect(isOutOfMemory(new Error(message))).toBe(false),
  );
});
