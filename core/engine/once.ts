// What is read or computed once and then kept, also while the first one who asked is still waiting for it.

/** A failure is forgotten, so that it can be tried again after the mend. */
export function once<K, T>(kept: Map<K, Promise<T>>, key: K, make: () => Promise<T>): Promise<T> {
  const known = kept.get(key);
  if (known) return known;
  const making = make();
  kept.set(key, making);
  making.catch(() => kept.delete(key));
  return making;
}

/** As `once`, for what takes hundreds of megabytes at millions of rows: another key lets go of the one before. */
export function onceOfLatest<K, T>(kept: Map<K, Promise<T>>, key: K, make: () => Promise<T>): Promise<T> {
  if (!kept.has(key)) kept.clear();
  return once(kept, key, make);
}
