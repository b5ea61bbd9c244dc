// The one origin that exists in the desktop's windows, and who may speak for it. Addresses are parsed, never compared by prefix:
// "omnifer://app.evil" starts like ours.

export const appScheme = "omnifer";
export const appHost = "app";
export const appAddress = `${appScheme}://${appHost}/`;

export function isOwnAddress(address: string): boolean {
  try {
    const { protocol, host, username, password } = new URL(address);
    return protocol === `${appScheme}:` && host === appHost && username === "" && password === "";
  } catch {
    return false;
  }
}

/** As much of Electron's WebFrameMain as the check needs. */
export interface SenderFrame {
  url: string;
  parent: SenderFrame | null;
}

/** True for the top frame of our own page; null is a frame that has gone. */
export const isTrustedSender = (frame: SenderFrame | null): boolean => frame !== null && frame.parent === null && isOwnAddress(frame.url);
