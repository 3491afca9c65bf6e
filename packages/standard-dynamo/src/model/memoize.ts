/** A function that finds what belongs to an object once, and then remembers it for as long as the object lives. */
export function memoize<Key extends object, Found>(find: (key: Key) => Found): (key: Key) => Found {
  const known = new WeakMap<Key, { readonly found: Found }>();
  return (key) => {
    const entry = known.get(key) ?? { found: find(key) };
    known.set(key, entry);
    return entry.found;
  };
}

/** What a lazy schema stands for: the same schema each time, also where its getter builds a new one (`z.json()`). */
export function resolveLazy<Schema>(getter: () => Schema): Schema {
  return resolved(getter) as Schema;
}

const resolved = memoize((getter: () => unknown) => getter());
