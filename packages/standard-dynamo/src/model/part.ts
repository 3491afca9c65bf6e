import { storeDecimals } from "./decimals.ts";
import type { Description } from "./description.ts";
import { findInexact } from "./find-inexact.ts";
import { chain, type MaybePromise } from "./maybe-promise.ts";
import type { Node } from "./node.ts";
import { Refused } from "./refused.ts";
import { compileReviver, InexactNumber, type Reviver } from "./revive.ts";
import type { StandardSchemaV1 } from "./standard-schema.ts";
import { lostTypes, type Survey } from "./survey.ts";
import { type StorableOptions, toStored } from "./storable.ts";
import type { Stored } from "./stored.ts";
import { toIssues, validate } from "./validate.ts";

/** A schema with what is known of its stored form: of a whole record, or of one attribute. */
export interface Part {
  read(stored: Stored): MaybePromise<unknown>;
  write(value: unknown): MaybePromise<Stored>;
}

export interface PartOptions extends StorableOptions {
  readonly encode?: ((value: never) => unknown) | undefined;
  readonly decode?: ((stored: never) => unknown) | undefined;
  readonly hasDecimals: boolean;
  /** What writing has to prove by reading back, even if the schema has an encode direction. */
  readonly survey: Survey;
}

/**
 * Reading revives by description and validates. Writing encodes in the schema's own direction where it has one, otherwise
 * by what the value is, and then reads that back: what comes out is what is stored, defaults applied, unknown keys gone.
 */
export function createPart(
  schema: StandardSchemaV1,
  node: Node | undefined,
  description: Description,
  options: PartOptions,
): Part {
  const revive = node && compileReviver(node, { lenient: false });
  let lenient: Reviver | undefined;

  // What is about to be written has to be read back as it is: no conversion of other writers' forms.
  const readBack = (stored: Stored): MaybePromise<unknown> => accept(guarded(stored, () => revived(stored, revive)));

  const read = (stored: Stored): MaybePromise<unknown> =>
    accept(
      chain(
        guarded(stored, () => revived(stored, revive)),
        (result) => {
          if (result.issues === undefined || node === undefined || options.decode !== undefined) return result;
          lenient ??= compileReviver(node, { lenient: true });
          return chain(
            guarded(stored, () => revived(stored, lenient)),
            (second) => (second.issues === undefined ? second : result),
          );
        },
      ),
    );

  const revived = (stored: Stored, by: Reviver | undefined): Validated => {
    if (options.decode !== undefined) return validate(schema, options.decode(stored as never));
    return validate(schema, by === undefined ? stored : by(stored));
  };

  const guarded = (stored: Stored, run: () => Validated): Validated => {
    try {
      return run();
    } catch (error) {
      if (error instanceof InexactNumber && node !== undefined) throw new Refused(findInexact(node, stored));
      throw error;
    }
  };

  const store = (value: unknown): Stored => {
    const stored = toStored(value, options);
    return options.hasDecimals && node !== undefined ? toStored(storeDecimals(node, stored), options) : stored;
  };

  const { encode, proof } = writingOf(description, options);
  const write = (value: unknown): MaybePromise<Stored> => {
    if (encode === undefined) return chain(readBack(store(value)), (back) => store(same(value, back)));
    return chain(encode(value, schema), (result) => {
      if (result.issues !== undefined) return writeInput(value, new Refused(toIssues(result.issues)));
      const stored = store(result.value);
      if (!proof) return stored;
      return chain(readBack(stored), (back) => {
        same(value, back);
        return stored;
      });
    });
  };

  // An encode direction takes what the schema gives out, so it misses what has a default: as in the other libraries, the
  // value may also be what the schema takes.
  const writeInput = (value: unknown, refused: Refused): MaybePromise<Stored> => {
    const orRefuse = (error: unknown): never => {
      throw error instanceof Refused ? refused : error;
    };
    const whole = (back: unknown): MaybePromise<Stored> =>
      chain(encode?.(back, schema) ?? { value: back }, (result) => {
        if (result.issues !== undefined) throw refused;
        return store(result.value);
      });
    try {
      const written = chain(readBack(store(value)), whole);
      return written instanceof Promise ? written.catch(orRefuse) : written;
    } catch (error) {
      return orRefuse(error);
    }
  };

  const same = (value: unknown, back: unknown): unknown => {
    const issues = options.survey.ambiguous && node !== undefined ? lostTypes(node, value, back) : [];
    if (issues.length > 0) throw new Refused(issues);
    return back;
  };

  return { read, write };
}

type Validated = ReturnType<typeof validate>;

interface Writing {
  readonly encode: Description["encode"];
  /** Whether what was encoded still has to be read back. */
  readonly proof: boolean;
}

function writingOf(description: Description, options: PartOptions): Writing {
  const own = options.encode as ((value: unknown) => unknown) | undefined;
  if (own !== undefined) return { encode: (value) => ({ value: own(value) }), proof: true };
  if (description.encode === undefined || description.oneWay.length > 0) return { encode: undefined, proof: false };
  return { encode: description.encode, proof: options.survey.opaque || options.survey.ambiguous };
}

function accept(result: Validated): MaybePromise<unknown> {
  return chain(result, ({ issues, ...success }) => {
    if (issues !== undefined) throw new Refused(toIssues(issues));
    return (success as { value: unknown }).value;
  });
}
