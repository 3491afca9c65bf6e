import { storeDecimals } from "./decimals.ts";
import type { Description } from "./description.ts";
import { findInexact } from "./find-inexact.ts";
import { lostTypes } from "./lost-types.ts";
import { chain, type MaybePromise } from "./maybe-promise.ts";
import type { Node } from "./node.ts";
import { Refused } from "./refused.ts";
import { compileReviver, InexactNumber, type Reviver } from "./revive.ts";
import { compileSnapshot } from "./snapshot.ts";
import type { SchemaResult, StandardSchemaV1 } from "./standard-schema.ts";
import { type StorableOptions, toStored } from "./storable.ts";
import type { Stored } from "./stored.ts";
import type { Survey } from "./survey.ts";
import { thrown, toIssues, validatorOf } from "./validate.ts";

/** A schema with what is known of its stored form: of a whole record, or of one attribute. */
export interface Part {
  readonly read: (stored: Stored) => MaybePromise<unknown>;
  readonly write: (value: unknown) => MaybePromise<Stored>;
}

export interface PartOptions extends StorableOptions {
  readonly encode?: ((value: never) => unknown) | undefined;
  readonly decode?: ((stored: never) => unknown) | undefined;
  readonly hasDecimals: boolean;
  readonly survey: Survey;
}

/**
 * Reading revives by description and validates. Writing validates what is given, by the schema's encode direction where
 * values change on the way, and stores what comes out: defaults applied, unknown keys gone. Where the description leaves
 * open what reading would make of it, what is to be stored is read first.
 */
export function createPart(
  schema: StandardSchemaV1,
  node: Node | undefined,
  description: Description,
  options: PartOptions,
): Part {
  const revive = node && compileReviver(node, { lenient: false });
  let lenient: Reviver | undefined;

  const validate = validatorOf(schema);

  const revived = (stored: Stored, by: Reviver | undefined): Validated => {
    if (options.decode !== undefined) return validate(options.decode(stored as never));
    try {
      return validate(by === undefined ? stored : by(stored));
    } catch (error) {
      if (error instanceof InexactNumber && node !== undefined) throw new Refused(findInexact(node, stored));
      throw error;
    }
  };

  const second = (result: Awaited<Validated>, stored: Stored): Validated => {
    if (result.issues === undefined || node === undefined || options.decode !== undefined) return result;
    lenient ??= compileReviver(node, { lenient: true });
    return chain(revived(stored, lenient), (again) => (again.issues === undefined ? again : result));
  };

  const read = (stored: Stored): MaybePromise<unknown> => {
    const result = revived(stored, revive);
    if (!(result instanceof Promise) && result.issues === undefined) return result.value;
    return accept(chain(result, (refused) => second(refused, stored)));
  };

  // What is about to be written has to be read back as it is: no conversion of other writers' forms.
  const readBack = (stored: Stored): MaybePromise<unknown> => accept(revived(stored, revive));

  const store = (value: unknown, notes?: { hasHoles: boolean }): Stored => {
    const stored = toStored(value, options, notes);
    return options.hasDecimals && node !== undefined ? toStored(storeDecimals(node, stored), options) : stored;
  };

  const same = (value: unknown, back: unknown): unknown => {
    const issues = options.survey.ambiguous && node !== undefined ? lostTypes(node, value, back, options) : [];
    if (issues.length > 0) throw new Refused(issues);
    return back;
  };

  /** Stores a value that the schema has accepted, reading it back where it has to be proved. */
  const storeProved = (value: unknown, output: unknown, proof: boolean): MaybePromise<Stored> => {
    const notes = { hasHoles: false };
    const stored = store(value, notes);
    if (!proof && !notes.hasHoles) return stored;
    return chain(readBack(stored), (back) => {
      same(output, back);
      return stored;
    });
  };

  const { opaque, ambiguous } = options.survey;
  const proof = opaque || ambiguous;
  const own = options.encode as ((value: unknown) => unknown) | undefined;
  const { encode } = description;

  /** Set for a schema that gives out the very object that it is given. */
  let snapshot: ((value: unknown) => unknown) | undefined;

  const writeAsGiven = (value: unknown): MaybePromise<Stored> => {
    const given = snapshot === undefined ? value : snapshot(value);
    return chain(accept(validate(given)), (output) => {
      const inPlace = output === given && typeof given === "object" && given !== null;
      if (!inPlace || snapshot !== undefined || proof || node === undefined) return storeProved(output, given, proof);
      snapshot = compileSnapshot(node);
      return writeAsGiven(value);
    });
  };

  const write = (value: unknown): MaybePromise<Stored> => {
    if (own !== undefined) return storeProved(own(value), value, true);
    if (!description.transforms) return writeAsGiven(value);
    if (encode === undefined || description.oneWay.length > 0) {
      return chain(readBack(store(value)), (back) => store(same(value, back)));
    }
    return chain(encoded(encode, value), (result) => {
      if (result.issues === undefined) return storeProved(result.value, value, proof);
      return writeInput(value, encode, new Refused(toIssues(result.issues)));
    });
  };

  const encoded = (encoder: NonNullable<typeof encode>, value: unknown): ReturnType<typeof encoder> => {
    try {
      const result = encoder(value, schema);
      return result instanceof Promise ? result.catch((error: unknown) => thrown(error, value)) : result;
    } catch (error) {
      return thrown(error, value);
    }
  };

  // An encode direction takes what the schema gives out, so it misses what has a default: as in the other libraries, the
  // value may also be what the schema takes.
  const writeInput = (value: unknown, encoder: NonNullable<typeof encode>, refused: Refused): MaybePromise<Stored> => {
    const orRefuse = (error: unknown): never => {
      throw error instanceof Refused ? refused : error;
    };
    try {
      const written = chain(readBack(store(value)), (back) =>
        chain(encoded(encoder, back), (result) => {
          if (result.issues !== undefined) throw refused;
          return storeProved(result.value, back, proof);
        }),
      );
      return written instanceof Promise ? written.catch(orRefuse) : written;
    } catch (error) {
      return orRefuse(error);
    }
  };

  return { read, write };
}

type Validated = MaybePromise<SchemaResult<unknown>>;

function accept(result: Validated): MaybePromise<unknown> {
  return chain(result, (settled) => {
    if (settled.issues !== undefined) throw new Refused(toIssues(settled.issues));
    return settled.value;
  });
}
