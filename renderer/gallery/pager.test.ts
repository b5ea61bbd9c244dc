import { describe, expect, it } from "vitest";
import { createPager, type Page } from "./pager.ts";

/** A list 0, 1, 2 ... behind requests that are answered by hand, in order. */
function list(total: number, label = "") {
  const asked: number[] = [];
  const answers: (() => void)[] = [];
  const source = (from: number, count: number) => {
    asked.push(from);
    const rows = Array.from({ length: Math.max(0, Math.min(count, total - from)) }, (_, i) => `${label}${from + i}`);
    return new Promise<Page<string>>((resolve) => answers.push(() => resolve({ total, rows })));
  };
  const answer = async () => {
    answers.shift()!();
    await new Promise((resolve) => setTimeout(resolve));
  };
  return { asked, source, answer };
}

describe("createPager", () => {
  it("asks for the visible pages one after the other, never two at once", async () => {
    const pager = createPager<string>(10);
    const faces = list(100);
    pager.show(5, 24);
    pager.ask(faces.source);
    expect(faces.asked).toEqual([0]);
    await faces.answer();
    expect(faces.asked).toEqual([0, 10]);
    await faces.answer();
    await faces.answer();
    expect(faces.asked).toEqual([0, 10, 20]);
    expect([pager.rowAt(7), pager.rowAt(24), pager.rowAt(30)]).toEqual(["7", "24", undefined]);
  });

  it("jumps to where the eye is, leaving out what was scrolled past", async () => {
    const pager = createPager<string>(10);
    const faces = list(1000);
    pager.ask(faces.source);
    for (const first of [100, 300, 700]) pager.show(first, first + 9);
    await faces.answer();
    expect(faces.asked).toEqual([0, 700]);
  });

  it("shows the answer of a drag's earlier question, then asks only the latest", async () => {
    const pager = createPager<string>(10);
    const [early, skipped, latest] = [list(50, "early "), list(40, "skipped "), list(30, "latest ")];
    for (const { source } of [early, skipped, latest]) pager.ask(source);
    await early.answer();
    expect(pager.rowAt(3)).toBe("early 3");
    expect(skipped.asked).toEqual([]);
    await latest.answer();
    expect([pager.store.getState().total, pager.rowAt(3)]).toEqual([30, "latest 3"]);
  });

  it("keeps the last pages until the new question is answered", async () => {
    const pager = createPager<string>(10);
    const [before, after] = [list(50, "before "), list(5, "after ")];
    pager.ask(before.source);
    await before.answer();
    pager.ask(after.source);
    expect(pager.rowAt(3)).toBe("before 3");
    await after.answer();
    expect([pager.rowAt(3), pager.rowAt(5)]).toEqual(["after 3", undefined]);
  });

  it("asks for the new end of a list that became shorter than where the eye is", async () => {
    const pager = createPager<string>(10);
    const [long, short] = [list(500), list(35)];
    pager.show(400, 419);
    pager.ask(long.source);
    await long.answer();
    await long.answer();
    pager.ask(short.source);
    await short.answer();
    await short.answer();
    expect(short.asked).toEqual([400, 30]);
  });

  it("reports why a page did not come, and recovers with the next question", async () => {
    const pager = createPager<string>(10);
    pager.ask(() => Promise.reject(new Error("The engine stopped.")));
    await new Promise((resolve) => setTimeout(resolve));
    expect(pager.store.getState().error?.message).toBe("The engine stopped.");
    const faces = list(3);
    pager.ask(faces.source);
    await faces.answer();
    expect(pager.store.getState()).toMatchObject({ total: 3, error: null });
  });
});
