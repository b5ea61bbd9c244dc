// Sentences that stand above every view as long as the window runs with less protection than it should.

export interface Surroundings {
  /** "22.3.25" */
  electronVersion: string;
  /** "108.0.5359.215" */
  chromiumVersion: string;
  /** The version that package.json names; older ones are the fallback of the set-up. */
  wantedElectronVersion: string;
  isSandboxOff: boolean;
}

export function bannersOf({ electronVersion, chromiumVersion, wantedElectronVersion, isSandboxOff }: Surroundings): string[] {
  const banners: string[] = [];
  if (major(electronVersion) < major(wantedElectronVersion)) {
    const [runs, wanted] = [major(electronVersion), major(wantedElectronVersion)];
    banners.push(
      `This window runs on Electron ${runs} (Chromium ${major(chromiumVersion)}), which gets no security fixes any more. ` +
        `"npm start" takes Electron ${wanted} where its download can be reached.`,
    );
  }
  if (isSandboxOff) {
    banners.push("This window runs as root, without Chromium's sandbox. Start the workbench as an ordinary user to have it.");
  }
  return banners;
}

const major = (version: string): number => Number.parseInt(version, 10);
