// Type-checks many small programs at once: the typings of @pulumi/aws take seconds and gigabytes to load.
//
//     node types.mjs <where typescript is installed> <where the packages are> <a folder> < the paths in it, one a line
//
// Prints a JSON array with an object for each error: its file, as it was given, its line, code and message. The programs
// see the packages, what lies in a node_modules between the folder and them, and no variable of one another.

import { readFileSync, symlinkSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";

const [installed, packages, folder] = process.argv.slice(2);
const ts = createRequire(path.join(installed, "package.json"))("typescript");
const names = readFileSync(0, "utf8").split("\n").filter(Boolean);
symlinkSync(path.join(packages, "node_modules"), path.join(folder, "node_modules"), "junction");

const program = ts.createProgram({
  rootNames: names.map((name) => path.join(folder, name)),
  options: {
    // As `pulumi new aws-typescript` sets a project up.
    strict: true,
    target: ts.ScriptTarget.ES2020,
    module: ts.ModuleKind.CommonJS,
    moduleResolution: ts.ModuleResolutionKind.Node10,
    noFallthroughCasesInSwitch: true,
    noImplicitReturns: true,
    forceConsistentCasingInFileNames: true,
    // One program for all: none of them is a script whose variables the others see.
    moduleDetection: ts.ModuleDetectionKind.Force,
    noEmit: true,
    skipLibCheck: true,
    types: ["node"],
    typeRoots: [path.join(folder, "node_modules/@types")],
    // Of JavaScript what can be inferred is checked.
    allowJs: true,
    checkJs: true,
  },
});

const errors = [...program.getOptionsDiagnostics(), ...program.getGlobalDiagnostics()].map(shown);
for (const name of names) {
  const file = program.getSourceFile(path.join(folder, name));
  const found = [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)];
  // Only a comment could give a parameter of JavaScript its type.
  const untyped = /\.[cm]?jsx?$/.test(name) ? [7006, 7031] : [];
  errors.push(...found.filter((error) => !untyped.includes(error.code)).map((error) => shown(error, name)));
}
process.stdout.write(JSON.stringify(errors));

function shown(error, name) {
  const start = error.file?.getLineAndCharacterOfPosition(error.start);
  return {
    file: name ?? "",
    line: (start?.line ?? 0) + 1,
    code: `TS${error.code}`,
    message: ts.flattenDiagnosticMessageText(error.messageText, "\n"),
  };
}
