// When a process that keeps dying is left dead: three deaths within five minutes (design.md, "rules bought with other people's
// accidents"). Pure, so that the desktop, `serve` and the engine's own watch over compute count alike.

export const deathsAllowed = 2;
export const deathWindowSeconds = 300;

/** Remembers deaths; times are seconds of any clock that never goes back. */
export function createDeathLimit(): { record(atSeconds: number): "restart" | "stop"; forget(): void } {
  let deaths: number[] = [];
  return {
    record(atSeconds) {
      deaths = [...deaths.filter((earlier) => atSeconds - earlier < deathWindowSeconds), atSeconds];
      return deaths.length <= deathsAllowed ? "restart" : "stop";
    },
    forget() {
      deaths = [];
    },
  };
}
