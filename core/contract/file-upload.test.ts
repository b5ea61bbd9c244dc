import { describe, expect, it } from "vitest";
import { fileUploadOf, fileUploadUrl } from "./file-upload.ts";

const reading = { network: "vgg-face", channelOrder: null, normalisation: null } as const;
const addressOf = (name: string) => new URL(fileUploadUrl({ use: "weights", name, reading }), "http://127.0.0.1:4711/");

describe("the address that a file is sent to", () => {
  it("carries its name and how to read weights", () => {
    for (const name of ["vgg_face_dag.pth", "gewichte & mehr?.h5", "重み.mat", "..pth"]) {
      expect(fileUploadOf(addressOf(name))).toEqual({ use: "weights", name, reading });
    }
  });

  it("carries the name of distilled images", () => {
    const upload = { use: "distilled", name: "results.pth" } as const;
    expect(fileUploadOf(new URL(fileUploadUrl(upload), "http://127.0.0.1:4711/"))).toEqual(upload);
  });

  it.each(["", ".", "..", "../net.pth", "a/b.pth", "a\\b.pth", "net\0.pth", "net\n.pth", `${"重".repeat(84)}.pth`])(
    "carries no name that could be another place: %j",
    (name) => {
      expect(fileUploadOf(addressOf(name))).toBeNull();
    },
  );

  it("says nothing without a use, or of weights without a reading, or with one of another kind", () => {
    const readings = ["null", '{"network":"vgg19","channelOrder":null}'];
    const weights = readings.map((one) => `{"use":"weights","name":"net.pth","reading":${one}}`);
    for (const upload of ["", "null", "{", '{"name":"net.pth"}', '{"use":"faces","name":"net.pth"}', ...weights]) {
      expect(fileUploadOf(new URL(`http://127.0.0.1/upload?${new URLSearchParams({ upload })}`))).toBeNull();
    }
  });
});
