import { describe, expect, it } from "vitest";
import type { Sending } from "../send-file.ts";
import { createFileUploadStore } from "./file-upload.ts";
import { clientOf } from "./project-state.fixture.ts";
import { createWorkbenchStore } from "./workbench.ts";

const purpose = { use: "weights", reading: { network: null, channelOrder: null, normalisation: null } } as const;
const file = (name: string, bytes = 3) => new File(["x".repeat(bytes)], name);

/** A store, and the sendings that it began, which the test answers. */
function opened(uploadBytesAtMost = 10) {
  const workbench = createWorkbenchStore(clientOf({}));
  workbench.setState({ host: { kind: "browser", version: "1", banners: [], canChooseFolder: false, uploadBytesAtMost } });
  const sent: { address: string; share(share: number): void; answer(text: string | null): void }[] = [];
  const store = createFileUploadStore((address, _file, share): Sending => {
    let answer: (text: string | null) => void = () => {};
    const promise = new Promise<string | null>((resolve) => {
      answer = resolve;
    });
    sent.push({ address, share, answer });
    return { answer: promise, stop: () => answer(null) };
  }, workbench);
  return { store, sent, notices: () => workbench.getState().notices };
}

describe("the file on its way", () => {
  it("says how much of it has left, and nothing once it is there", async () => {
    const { store, sent, notices } = opened();
    const done = store.getState().send(file("net.pth"), purpose);
    expect(sent[0]!.address).toMatch(/^upload\?upload=.*net\.pth/);
    sent[0]!.share(0.5);
    expect(store.getState().sending).toEqual({ use: "weights", name: "net.pth", share: 0.5 });
    sent[0]!.answer('{"ok":true,"output":{"jobId":"job-1"}}');
    await done;
    expect(store.getState().sending).toBeNull();
    expect(notices()).toEqual([]);
  });

  it("is told as too large before it leaves", async () => {
    const { store, sent, notices } = opened(10);
    await store.getState().send(file("all.ckpt", 11), purpose);
    expect(sent).toEqual([]);
    expect(notices()).toMatchObject([{ level: "error", problem: { file: "all.ckpt", found: "11 B", expected: "at most 10 B" } }]);
  });

  it("passes the host's refusal on, and tells a connection that broke off", async () => {
    const { store, sent, notices } = opened();
    const refused = store.getState().send(file("net.pth"), purpose);
    sent[0]!.answer('{"ok":false,"error":{"code":"busy","message":"Another file is arriving."}}');
    await refused;
    for (const text of [null, "<title>502</title>"]) {
      const broken = store.getState().send(file("net.pth"), purpose);
      sent.at(-1)!.answer(text);
      await broken;
    }
    expect(notices().map(({ text }) => text)).toEqual([
      "Another file is arriving.",
      "net.pth did not arrive: the connection broke off. Import it again.",
    ]);
  });

  it("can be stopped without a word, and one file goes at a time", async () => {
    const { store, sent, notices } = opened();
    const stopped = store.getState().send(file("net.pth"), purpose);
    await store.getState().send(file("other.pth"), purpose);
    expect(sent).toHaveLength(1);
    store.getState().stop();
    await stopped;
    expect(store.getState().sending).toBeNull();
    expect(notices()).toEqual([]);
  });
});
