// Is a request really for this server, and from its own page? Host is checked against DNS rebinding (a stranger's name that
// resolves to loopback), Origin and Sec-Fetch-Site against pages of other sites and other ports.
import type { IncomingHttpHeaders } from "node:http";

export interface ServedAddress {
  /** "127.0.0.1:4711", the only Host there is. */
  host: string;
  /** "http://127.0.0.1:4711" */
  origin: string;
}

export const addressOfPort = (port: number): ServedAddress => ({ host: `127.0.0.1:${port}`, origin: `http://127.0.0.1:${port}` });

export const isForUs = (address: ServedAddress, headers: IncomingHttpHeaders): boolean => headers.host === address.host;

/** For everything that changes something or reads a secret as a script: the Origin must be there and be ours. */
export const isFromOurPage = (address: ServedAddress, headers: IncomingHttpHeaders): boolean => headers.origin === address.origin;

/**
 * For pictures, which a browser asks for without an Origin: refused when it is there and foreign, or when the browser says that
 * another site, or another port of this host, asked. The cookie alone would let the latter through.
 */
export function isFromElsewhere(address: ServedAddress, headers: IncomingHttpHeaders): boolean {
  const site = headers["sec-fetch-site"];
  return (headers.origin !== undefined && headers.origin !== address.origin) || (site !== undefined && site !== "same-origin");
}
