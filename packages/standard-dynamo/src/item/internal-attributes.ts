/** The attributes of a stored item that are this library's: they never reach a schema or an item. */
export const timestampAttribute = "_timestamp";
export const versionAttribute = "_object_version";
export const expiryAttribute = "_ttl";

export const internalAttributes: readonly string[] = [timestampAttribute, versionAttribute, expiryAttribute];

export function isInternal(name: string): boolean {
  return name === versionAttribute || name === timestampAttribute || name === expiryAttribute;
}
