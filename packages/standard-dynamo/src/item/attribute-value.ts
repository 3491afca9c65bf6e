/** DynamoDB's typed values, in the form of the AWS SDK (bytes not in base64). */
export type AttributeValue =
  | { readonly S: string }
  | { readonly N: string }
  | { readonly BOOL: boolean }
  | { readonly NULL: true }
  | { readonly B: Uint8Array }
  | { readonly L: AttributeValue[] }
  | { readonly M: AttributeMap }
  | { readonly SS: string[] }
  | { readonly NS: string[] }
  | { readonly BS: Uint8Array[] };

/** A stored item, or a map inside one. */
export interface AttributeMap {
  [attribute: string]: AttributeValue;
}
