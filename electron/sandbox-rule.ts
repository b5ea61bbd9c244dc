// Who may switch Chromium's sandbox off. Chromium refuses to start as root with its sandbox on, so root may, and is told so by a
// banner; for everyone else the sandbox works, and the switch is refused.

/**
 * @param userId  of the process; undefined on Windows
 * @returns why the program must not go on, or null when it may
 */
export function sandboxRefusal(start: { isSandboxOff: boolean; userId: number | undefined }): string | null {
  if (!start.isSandboxOff || start.userId === 0) return null;
  return "--no-sandbox is accepted only as root, where Chromium cannot start otherwise. Start the workbench without it.";
}
