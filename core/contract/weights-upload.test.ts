import { describe, expect, it } from "vitest";
import { weightsUploadOf, weightsUploadUrl } from "./weights-upload.ts";

const reading = { network: "vgg-face", channelOrder: null, normalisation: null } as const;
const addressOf = (name: string) => new URL(weightsUploadUrl({ name, reading }), "http://127.0.0.1:4711/");

describe("the address that a file of weights is sent to", () => {
  it("carries its name and how to read it", () => {
    for (const name of ["vgg_face_dag.pth", "gewichte & mehr?.h5", "重み.mat", "..pth"]) {
      expect(weightsUploadOf(addressOf(name))).toEqual({ name, reading });
    }
  });

  it.each(["", ".", "..", "../net.pth", "a/b.pth", "a\\b.pth", "net\0.pth", "net\n.pth", `${"重".repeat(84)}.pth`])(
    "carries no name that could be another place: %j",
    (name) => {
      expect(weightsUploadOf(addressOf(name))).toBeNull();
    },
  );

  it("says nothing without a reading, or with one of another kind", () => {
    for (const reading of ["", "null", "{", '{"network":"vgg19","channelOrder":null}']) {
      expect(weightsUploadOf(new URL(`http://127.0.0.1/weights?${new URLSearchParams({ name: "net.pth", reading })}`))).toBeNull();
    }
  });
});
