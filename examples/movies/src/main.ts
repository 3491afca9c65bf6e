import { isStandardDynamoError } from "standard-dynamo";
import { isLocalEngineError } from "standard-dynamo-local";
import { ArgumentError, help, parseArguments } from "./arguments.ts";
import { runDemo } from "./run-demo.ts";

process.stdout.on("error", () => process.exit(1)); // Its reader went away, as in `npm start | head`.

try {
  const { path, wantsHelp } = parseArguments(process.argv.slice(2));
  if (wantsHelp) console.log(help);
  else await runDemo(path);
} catch (error) {
  if (error instanceof ArgumentError) {
    console.error(`${error.message}\n\n${help}`);
    process.exitCode = 2;
  } else if (isLocalEngineError(error) || isStandardDynamoError(error)) {
    // Their messages say what to do; where in the library they were thrown would not help.
    console.error(error.message);
    process.exitCode = 1;
  } else throw error;
}
