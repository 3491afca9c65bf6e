import { describe } from "vitest";
import { type MakeRepository, stageTest } from "../support/stage.ts";
import { describeAbort } from "./abort.ts";
import { describeAwsErrors } from "./aws-errors.ts";
import { describeDelete } from "./delete.ts";
import { describeFilters } from "./filters.ts";
import { describeGet } from "./get.ts";
import { describeGetBatch } from "./get-batch.ts";
import { describeKeys } from "./keys.ts";
import { describeList } from "./list.ts";
import { describeListBetween } from "./list-between.ts";
import { describeListPages } from "./list-pages.ts";
import { describeLogging } from "./logging.ts";
import { describePut } from "./put.ts";
import { describePutBatch } from "./put-batch.ts";
import { describeReadingPolicies } from "./reading-policies.ts";
import { describeUpdate } from "./update.ts";
import { describeUpdateDemands } from "./update-demands.ts";
import { describeVolume } from "./volume.ts";

/** In what subjects of the contract may differ. */
export interface SubjectTraits {
  /** Whether the names of attributes are known, so that misspelt ones are refused. @default true */
  readonly namesAreChecked?: boolean;
  /**
   * Whether to run also what looks at places, order, windows, pages and requests only: no schema makes a difference there,
   * so once for each kind of repository is enough. @default whether the variable CONTRACT is "whole"
   */
  readonly whole?: boolean;
  /**
   * Whether it is like a subject that has the contract, got in another way: put and get tell whether it is the same one,
   * and the rest is run only if the variable CONTRACT is "whole". @default false
   */
  readonly same?: boolean;
  /** Whether to move megabytes as well. @default false */
  readonly volume?: boolean;
  /**
   * Whether its calls block: then no page is read ahead, nothing else happens during a call (so nobody aborts it, and its
   * requests are never side by side), and sources are synchronous. @default false
   */
  readonly blocking?: boolean;
}

/** What every `Repository` must do, whatever its schema is written in. */
export function describeRepositoryContract(name: string, make: MakeRepository, traits: SubjectTraits = {}): void {
  const test = stageTest(make);
  const {
    namesAreChecked = true,
    whole = process.env["CONTRACT"] === "whole",
    blocking = false,
    same = false,
  } = traits;
  describe(name, () => {
    describePut(test);
    describeGet(test);
    if (same && !whole) return;
    describeFilters(test, namesAreChecked);
    describeUpdate(test);
    describeUpdateDemands(test, namesAreChecked);
    describeReadingPolicies(test);
    describeLogging(test);
    if (!whole) return;
    describeKeys(test);
    describePutBatch(test, blocking);
    describeGetBatch(test, blocking);
    describeList(test);
    describeListPages(test, blocking);
    describeListBetween(test);
    describeDelete(test);
    describeAbort(test, blocking);
    describeAwsErrors(test);
    if (traits.volume === true) describeVolume(test);
  });
}
