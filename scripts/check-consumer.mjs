// Compiles test/consumer as a user's project would be: against the packed packages, with the oldest and newest supported
// TypeScript (with CONTRACT=whole also with one between), in both ways to resolve modules; and with it the claims of test/types about the types of commands, which the
// project's own compiler checks of the sources. Needs `npm run build` first.
//
// One setting checks the declarations too (skipLibCheck is off), but only errors of ours count: the schema libraries and
// the AWS SDK do not promise to compile with every compiler and setting.
import { spawnSync } from "node:child_process";
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { pack } from "./pack.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
const dependencies = ["@aws-sdk", "@types", "arktype", "valibot", "vitest", "zod"];
const claims = ["models.ts", "update.test.ts", "filter.test.ts", "roots.test.ts"];
const compilers = [
  ["5.4", "typescript-5.4"],
  ["5.9", "typescript-5.9"],
  ["7", "typescript"],
];
const settings = [
  { module: "nodenext", moduleResolution: "nodenext", exactOptionalPropertyTypes: true, skipLibCheck: false },
  { module: "esnext", moduleResolution: "bundler", exactOptionalPropertyTypes: false, skipLibCheck: true },
];

const folder = realpathSync(mkdtempSync(join(tmpdir(), "standard-dynamo-consumer-")));
try {
  install();
  // Each compiler in one setting, because checking the declarations of others takes them long; the fast one in both.
  const [oldest, older, current] = compilers;
  const [nodenext, bundler] = settings;
  const runs = [
    [oldest, nodenext],
    ...(process.env["CONTRACT"] === "whole" ? [[older, bundler]] : []),
    [current, nodenext],
    [current, bundler],
  ];
  const failures = runs.flatMap(([compiler, setting]) => compile(compiler, setting));
  if (failures.length > 0) {
    console.error(failures.join("\n\n"));
    process.exitCode = 1;
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function install() {
  cpSync(join(root, "test/consumer"), folder, { recursive: true });
  mkdirSync(join(folder, "src/claims"));
  for (const file of claims) writeFileSync(join(folder, "src/claims", file), claimsOf(file));
  const modules = join(folder, "node_modules");
  mkdirSync(modules);
  for (const name of dependencies) symlinkSync(join(root, "node_modules", name), join(modules, name), "junction");
  // Set where all packages are checked: scripts/check-packages.mjs.
  const given = process.env["STANDARD_DYNAMO_PACKED"];
  const packed = given === undefined ? pack(folder) : JSON.parse(given);
  for (const [name, tarball] of Object.entries(packed)) {
    mkdirSync(join(modules, name));
    run("tar", ["-xzf", tarball, "-C", join(modules, name), "--strip-components=1"]);
  }
}

/** The claims are about types that are not all exported: of these, the declaration file is named. */
function claimsOf(file) {
  const text = readFileSync(join(root, "test/types", file), "utf8");
  return text
    .replace(
      /"(?:\.\.\/)+packages\/standard-dynamo\/src\/(.*)\.ts"/gu,
      '"../../node_modules/standard-dynamo/dist/$1.js"',
    )
    .replace(/"\.\/(.*)\.ts"/gu, '"./$1.js"');
}

function compile([version, compiler], setting) {
  const require = createRequire(import.meta.url);
  const started = Date.now();
  const { errors, crash = "" } =
    version === "7" ? errorsOfProgram(compiler, setting) : { errors: errorsOfApi(require(compiler), setting) };
  const ours = errors.filter((error) => isOurs(error.slice(0, error.indexOf("error TS"))));
  const title = `TypeScript ${version}, ${setting.moduleResolution}`;
  const failed = crash !== "" || ours.length > 0;
  console.log(`${title}: ${failed ? "failed" : "ok"} (${Date.now() - started} ms)`);
  return failed ? [`${title}\n${crash}${ours.join("\n")}`] : [];
}

/** Asks for the errors of our files only: the compiler then looks at no more of others' than these need. */
function errorsOfApi(ts, setting) {
  const host = { ...ts.sys, onUnRecoverableConfigFileDiagnostic: fail, getCurrentDirectory: () => folder };
  const flags = Object.entries(setting).flatMap(([name, value]) => [`--${name}`, String(value)]);
  const { options } = ts.parseCommandLine(flags);
  const {
    fileNames,
    options: all,
    errors,
  } = ts.getParsedCommandLineOfConfigFile(join(folder, "tsconfig.json"), options, host);
  const program = ts.createProgram(fileNames, all);
  const files = program.getSourceFiles().filter(({ fileName }) => isOurs(relativePath(fileName)));
  const found = [
    ...errors,
    ...program.getOptionsDiagnostics(),
    ...program.getGlobalDiagnostics(),
    ...files.flatMap((file) => [
      ...program.getSyntacticDiagnostics(file),
      ...program.getSemanticDiagnostics(file),
      ...(file.isDeclarationFile ? [] : program.getDeclarationDiagnostics(file)),
    ]),
  ];
  return found.map((diagnostic) => ts.formatDiagnostic(diagnostic, formatHost(ts)));
}

function formatHost(ts) {
  return { getCurrentDirectory: () => folder, getCanonicalFileName: (name) => name, getNewLine: () => ts.sys.newLine };
}

function fail(diagnostic) {
  throw new Error(String(diagnostic.messageText));
}

/** The native compiler has no interface for programs yet. */
function errorsOfProgram(compiler, setting) {
  const executable = join(root, "node_modules", compiler, "bin/tsc");
  const flags = Object.entries(setting).flatMap(([name, value]) => [`--${name}`, String(value)]);
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [executable, "-p", ".", "--pretty", "false", "--checkers", "1", ...flags],
    { cwd: folder, encoding: "utf8" },
  );
  // An error begins with the path of its file, relative to the folder, or has none; its further lines are indented.
  const errors = stdout.split(/\r?\n(?=\S)/u).filter((error) => error.includes("error TS"));
  return { errors, crash: status !== 0 && errors.length === 0 ? `${stdout}${stderr}` : "" };
}

function relativePath(file) {
  return relative(folder, file).replaceAll("\\", "/");
}

function isOurs(place) {
  return !place.includes("node_modules/") || /node_modules\/standard-dynamo(?:-local)?\//u.test(place);
}

function run(command, parameters) {
  const { status, stdout, stderr, error } = spawnSync(command, parameters, { cwd: folder, encoding: "utf8" });
  if (status !== 0) throw new Error(`${command} ${parameters.join(" ")} failed\n${stdout}${stderr}`, { cause: error });
}
