/**
 * A text as an id: lower case, letters and digits, hyphens between. So it never holds the `#` that separates ids; it is
 * empty only for a text without any letter or digit.
 */
export function slug(text: string): string {
  return text
    .normalize("NFKD")
    .replace(/\p{M}|['’]/gu, "")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, "-")
    .replace(/^-|-$/g, "");
}
