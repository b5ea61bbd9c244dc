// A disk that fails at a chosen call, for tests of what must survive it.
import { promises } from "node:fs";
import type { DurableFileSystem } from "./durable.ts";

/**
 * The real file system, but the call named fails with this errno: "sync" is a file's, "folder sync" its folder's.
 *
 * @param passes  calls of that name that succeed before
 */
export function fileSystemFailingAt(step: string, errno: string, folder: string, passes = 0): DurableFileSystem {
  let left = passes;
  const fail = (name: string) => {
    if (name === step && left-- <= 0) throw Object.assign(new Error(`${errno}: ${name}`), { code: errno });
  };
  return {
    rm: promises.rm,
    async rename(from, to) {
      fail("rename");
      await promises.rename(from, to);
    },
    async open(path, flags) {
      const isFolder = path === folder;
      fail(isFolder ? "folder open" : "open");
      const handle = await promises.open(path, flags);
      return new Proxy(handle, {
        get(target, key) {
          const value: unknown = Reflect.get(target, key);
          if (typeof value !== "function") return value;
          return async (...values: unknown[]) => {
            if (key === "close") await target.close();
            fail(isFolder ? `folder ${String(key)}` : String(key));
            return key === "close" ? undefined : value.apply(target, values);
          };
        },
      });
    },
  };
}
