/** DynamoDB's limit on an item, names and values together, in bytes. */
export const maxItemBytes: number = 400 * 1024;
