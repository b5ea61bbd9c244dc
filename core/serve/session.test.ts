import { describe, expect, it } from "vitest";
import { createSession } from "./session.ts";

describe("a session of the served page", () => {
  const session = createSession(4711);
  const cookie = session.setCookie.split(";")[0]!;

  it("draws 256 bits for the token and others for the cookie", () => {
    expect(session.token).toMatch(/^[0-9a-f]{64}$/);
    expect(cookie).toMatch(/^omnifer-4711=[0-9a-f]{64}$/);
    expect(cookie).not.toContain(session.token);
    expect(createSession(4711).token).not.toBe(session.token);
  });

  it("hides the cookie from scripts and from other sites", () => {
    expect(session.setCookie).toBe(`${cookie}; Path=/; HttpOnly; SameSite=Strict`);
  });

  it("knows its cookie among others", () => {
    expect(session.hasCookie(`theme=dark; ${cookie}; omnifer-4712=00`)).toBe(true);
  });

  it.each([undefined, "", "omnifer-4711=", cookie.slice(0, -1), `${cookie}0`, cookie.replace("4711", "4712"), `x${cookie}`])(
    "refuses the cookies %j",
    (header) => {
      expect(session.hasCookie(header)).toBe(false);
    },
  );

  it.each([undefined, null, 7, "", [session.token], session.token.slice(1), session.token.toUpperCase()])(
    "refuses the token %j",
    (token) => {
      expect(session.isToken(token)).toBe(false);
    },
  );

  it("accepts its token", () => {
    expect(session.isToken(session.token)).toBe(true);
  });
});
