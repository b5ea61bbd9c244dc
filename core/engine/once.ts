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

/** As `once`, for what is asked for again and again: of more than `limit` keys, the one that was asked for longest ago is let go. */
export function onceOfMany<K, T>(kept: Map<K, Promise<T>>, limit: number, key: K, make: () => Promise<T>): Promise<T> {
  const known = kept.get(key);
  if (known) {
    kept.delete(key); // and again at the end: a Map keeps the order in which its keys came
    kept.set(key, known);
    return known;
  }
  const making = once(kept, key, make);
  if (kept.size > limit) kept.delete(kept.keys().next().value!);
  return making;
}
