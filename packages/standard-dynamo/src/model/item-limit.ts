/** DynamoDB's limit on an item, names and values together, in bytes. */
export const maxItemBytes: number = 400 * 1024;

/** DynamoDB's limit on the name of an attribute, in bytes. */
export const maxNameBytes: number = 65_535;
