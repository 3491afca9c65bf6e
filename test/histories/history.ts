/** A record as it is stored; `undefined` if there is none. */
export type RecordState = StoredRecord | undefined;

export interface StoredRecord {
  readonly version: number;
  readonly text: string;
  readonly count: number;
}

/** What a call wants to do with one record. */
export type Action =
  | {
      readonly kind: "put";
      readonly text: string;
      readonly count: number;
      readonly version?: number | undefined;
      readonly requireAbsent?: boolean | undefined;
      readonly requireVersion?: number | undefined;
    }
  | {
      readonly kind: "update";
      readonly text?: string | undefined;
      readonly add?: number | undefined;
      readonly currentVersion?: number | undefined;
    }
  | { readonly kind: "delete"; readonly requireExists?: boolean; readonly requireVersion?: number | undefined }
  | { readonly kind: "read" }
  | {
      readonly kind: "write-once";
      readonly guarantee: "likely" | "exactly-once";
      readonly text: string;
      readonly count: number;
    };

/** What the caller was told of it. */
export type Outcome =
  | { readonly kind: "unknown"; readonly error: string }
  /** `version` where the answer has one. */
  | { readonly kind: "done"; readonly version?: number | undefined }
  | { readonly kind: "refused"; readonly reason: string; readonly current: RecordState }
  | { readonly kind: "found"; readonly state: RecordState }
  /** `written` is created or replaced, where the answer does not say which. */
  | { readonly kind: "written" | "created" | "replaced" | "unchanged" };

/** What a call did with one record. Times are counted up by everything that happens in a history. */
export interface Step {
  readonly client: number;
  readonly record: string;
  readonly action: Action;
  readonly outcome: Outcome;
  readonly begin: number;
  readonly end: number;
  /** In how many requests of the call the record was named: so often it may have been carried out. */
  readonly sent: number;
  /** The caller said `retry: "never"`. */
  readonly isSentOnce?: boolean | undefined;
}

/** A read of a range that came to its end. */
export interface ListSeen {
  readonly call: string;
  readonly isAscending: boolean;
  /** In the order in which they came. */
  readonly records: readonly string[];
}

/** A batch that ended too early. */
export interface BatchSeen {
  readonly call: string;
  /** In the order of the source. */
  readonly given: readonly string[];
  readonly isLazy: boolean;
  /** How many the error counts as done, if it counts them. */
  readonly done?: number | undefined;
  readonly unfinished: readonly string[];
  /** What the error's `rest` gave. */
  readonly rest: readonly string[];
}

/** All that the clients of one history saw, and what the engine held before and after. */
export interface History {
  readonly steps: readonly Step[];
  readonly lists: readonly ListSeen[];
  readonly batches: readonly BatchSeen[];
  /** Errors that no fault explains. */
  readonly surprises: readonly string[];
  readonly before: ReadonlyMap<string, StoredRecord>;
  readonly after: ReadonlyMap<string, StoredRecord>;
}
