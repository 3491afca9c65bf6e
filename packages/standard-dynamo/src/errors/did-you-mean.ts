/** The candidate that a misspelt name was probably meant to be, or `undefined` if none is near. */
export function didYouMean(name: string, candidates: Iterable<string>): string | undefined {
  let best: string | undefined;
  let least = Math.max(1, Math.floor(name.length / 3)) + 1;
  const wanted = name.toLowerCase().replaceAll("_", "");
  for (const candidate of candidates) {
    const distance = editDistance(wanted, candidate.toLowerCase().replaceAll("_", ""), least);
    if (distance < least) {
      least = distance;
      best = candidate;
    }
  }
  return best;
}

// Levenshtein's distance with swaps of neighbours, by rows, given up once every entry of a row reaches `limit`.
function editDistance(left: string, right: string, limit: number): number {
  if (Math.abs(left.length - right.length) >= limit) return limit;
  let before: readonly number[] = [];
  let previous: readonly number[] = Array.from({ length: right.length + 1 }, (_, index) => index);
  for (let row = 1; row <= left.length; row++) {
    const current = [row];
    for (let column = 1; column <= right.length; column++) {
      const same = left[row - 1] === right[column - 1] ? 0 : 1;
      const isSwap = left[row - 1] === right[column - 2] && left[row - 2] === right[column - 1];
      const edits = [at(previous, column) + 1, at(current, column - 1) + 1, at(previous, column - 1) + same];
      current.push(Math.min(...edits, isSwap ? at(before, column - 2) + 1 : limit));
    }
    if (Math.min(...current) >= limit) return limit;
    [before, previous] = [previous, current];
  }
  return at(previous, right.length);
}

function at(row: readonly number[], index: number): number {
  return row[index] ?? Number.POSITIVE_INFINITY;
}
