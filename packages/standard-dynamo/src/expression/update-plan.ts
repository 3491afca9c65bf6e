import type { Condition } from "./condition.ts";
import type { Slot } from "./operands.ts";

type Path = readonly string[];

/** One change of one attribute. `raw` is what the caller gave, for building a whole that does not exist yet. */
export type Action =
  | { readonly kind: "set"; readonly path: Path; readonly slot: Slot; readonly raw: unknown }
  | { readonly kind: "increment"; readonly path: Path; readonly slot: Slot; readonly raw: unknown }
  | { readonly kind: "append" | "add"; readonly path: Path; readonly slots: readonly Slot[]; readonly raw: unknown }
  | { readonly kind: "remove"; readonly path: Path };

/**
 * What has to hold in the record, as another program may have stored it, for an action to have a meaning: the operand of an
 * increment or append is absent or of the type, the parent of a nested path is a map. Not left to the engine, because
 * engines differ there.
 */
export interface Guard {
  readonly path: Path;
  readonly type: "N" | "L" | "M" | "SS" | "NS" | "BS" | "NULL" | "absent";
  /** Absence serves too: an increment starts at 0, an append with an empty list. */
  readonly orAbsent: boolean;
  /** Whether the model says so anyway, so that only a record of another program can fail it. */
  readonly isAssumed?: boolean | undefined;
}

/** An update command, checked; its operands are slots. */
export interface UpdatePlan {
  readonly actions: readonly Action[];
  readonly guards: readonly Guard[];
  readonly expectedVersion: number | undefined;
  /** `null` clears it, `undefined` leaves it. */
  readonly expiry: Date | null | undefined;
  readonly condition: Condition | undefined;
}
