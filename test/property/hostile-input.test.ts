// What SECURITY.md promises of everything that comes from outside. In one file, because most of what a file costs is
// loading the libraries.
import { describeHostileAttributes } from "./hostile-input-attributes.ts";
import { describeHostileCommands } from "./hostile-input-commands.ts";
import { describeHostileItems } from "./hostile-input-items.ts";
import { describeHostileKeys } from "./hostile-input-keys.ts";
import { describeHostileLogging } from "./hostile-input-logging.ts";
import { describeHostileNeighbours } from "./hostile-input-neighbours.ts";
import { describeHostileOptions } from "./hostile-input-options.ts";
import { describeHostilePromises } from "./hostile-input-promises.ts";
import { describeHostileRecords } from "./hostile-input-records.ts";
import { describeHostileValues } from "./hostile-input-values.ts";

describeHostileKeys();
describeHostileNeighbours();
describeHostileAttributes();
describeHostileCommands();
describeHostileValues();
describeHostileItems();
describeHostileRecords();
describeHostileOptions();
describeHostileLogging();
describeHostilePromises();
