import { batchConcurrency } from "./contestant.ts";

/** For contestants that leave the cutting to the caller: 25 to a request, some of them at a time. */
export async function inChunks<Input>(
  inputs: readonly Input[],
  write: (chunk: readonly Input[]) => Promise<void>,
): Promise<void> {
  if (inputs.length <= 25) return write(inputs);
  let next = 0;
  const lane = async (): Promise<void> => {
    while (next < inputs.length) {
      const chunk = inputs.slice(next, next + 25);
      next += 25;
      await write(chunk);
    }
  };
  await Promise.all(Array.from({ length: batchConcurrency }, lane));
}

/** No carrier leaves anything unprocessed; who does not look would not notice. */
export function expectNoneLeft(left: object | undefined): void {
  if (left !== undefined && Object.keys(left).length > 0) throw new Error("Something was left unprocessed");
}
