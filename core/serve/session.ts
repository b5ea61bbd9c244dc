// Who may use a served project: whoever holds the token of the printed address. The page trades it once for a cookie that no
// script can read. Token and cookie are 256 bits each, stand in no log and end with the server.
import { createHash, randomBytes, timingSafeEqual } from "node:crypto";

export interface Session {
  /** For the fragment of the address, which no browser sends anywhere. */
  token: string;
  isToken(candidate: unknown): boolean;
  /** The value of a Set-Cookie header. */
  setCookie: string;
  /** @param cookieHeader  all cookies of a request, as they came */
  hasCookie(cookieHeader: string | undefined): boolean;
}

/** @param port  part of the cookie's name, because cookies do not tell the ports of a host apart */
export function createSession(port: number): Session {
  const token = randomBytes(32).toString("hex");
  const secret = randomBytes(32).toString("hex");
  const name = `omnifer-${port}`;
  return {
    token,
    isToken: (candidate) => typeof candidate === "string" && isSame(candidate, token),
    setCookie: `${name}=${secret}; Path=/; HttpOnly; SameSite=Strict`,
    hasCookie: (cookieHeader = "") => cookieHeader.split(/; */).some((cookie) => isSame(cookie, `${name}=${secret}`)),
  };
}

/** Takes the same time wherever the two differ: digests have one length, so even the length of a secret stays unknown. */
function isSame(one: string, other: string): boolean {
  const digest = (text: string): Buffer => createHash("sha256").update(text).digest();
  return timingSafeEqual(digest(one), digest(other));
}
