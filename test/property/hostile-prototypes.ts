const owners = { Object, Array, Map, Set, Function, Promise, Date, Error, String, Number, Boolean, BigInt, Uint8Array };

const untouched = snapshot();

/** Names of what has been added to, taken from or changed in the prototypes of the language since this file was loaded. */
export function changedPrototypes(): string[] {
  const now = snapshot();
  return [...new Set([...untouched.keys(), ...now.keys()])].filter((name) => now.get(name) !== untouched.get(name));
}

/** Every own property of every prototype: its value, or its getter. */
function snapshot(): Map<string, unknown> {
  const found = new Map<string, unknown>();
  for (const [owner, { prototype }] of Object.entries(owners)) {
    for (const key of Reflect.ownKeys(prototype)) {
      const { value, get } = Object.getOwnPropertyDescriptor(prototype, key) as TypedPropertyDescriptor<unknown>;
      found.set(`${owner}.prototype.${String(key)}`, get ?? value);
    }
    found.set(`${owner}'s own prototype`, Object.getPrototypeOf(prototype));
  }
  return found;
}
