// Promise.all that waits: a program that still runs must not write into a folder that its failed neighbour's clean-up just removed.

/** Resolves when every promise has; rejects with the first failure only after the others have ended too. */
export async function allFinished(promises) {
  const outcomes = await Promise.allSettled(promises);
  const failure = outcomes.find((outcome) => outcome.status === "rejected");
  if (failure) throw failure.reason;
}
