// Asks prettier which files are as it would have them, and whether they are afterwards.
//
// The first argument is a JSON list of pairs of paths, the second of which may be null. For each pair comes back what
// prettier makes of the two texts, or null where it leaves one alone: `[{"before": null, "after": "…"}]`.
//
// A project's own settings decide; a project without any is taken to have the common settings nearest to the default
// that leave the text before alone.

import { readFileSync } from "node:fs";
import { format, resolveConfig } from "prettier";

const pairs = JSON.parse(readFileSync(process.argv[2], "utf8"));
const answers = [];
for (const [before, after] of pairs) {
  answers.push(await asked(before, after));
}
console.log(JSON.stringify(answers));

async function asked(before, after) {
  const path = before;
  const text = read(before);
  const later = after === null ? null : read(after);
  const own = await resolveConfig(path, { editorconfig: true });
  let nearest = null;
  let unkept = null;
  for (const settings of own === null ? common(text) : [own]) {
    const formatted = await changed(path, text, settings);
    if (formatted !== null) {
      nearest = nearer(text, formatted, nearest);
      continue;
    }
    const kept = later === null ? null : await changed(path, later, settings);
    if (kept === null) {
      return { before: null, after: null };
    }
    unkept ??= kept;
  }
  return unkept === null ? { before: nearest, after: null } : { before: null, after: unkept };
}

// Which of two results has more of the text's lines.
function nearer(text, one, other) {
  const lines = new Set(text.split("\n"));
  const changed = (result) => result.split("\n").filter((line) => !lines.has(line)).length;
  return other !== null && changed(other) <= changed(one) ? other : one;
}

// What prettier makes of a text, or null where that is the text itself.
async function changed(path, text, settings) {
  const formatted = await format(text, { ...settings, endOfLine: "lf", filepath: path });
  return formatted === text ? null : formatted;
}

// Line endings are not what is asked about.
function read(path) {
  return readFileSync(path, "utf8").replace(/\r\n?/g, "\n");
}

// The settings that can leave the text alone, those nearest to the default first.
function* common(text) {
  const lines = text.split("\n");
  const indent = lines.some((line) => line.startsWith("\t"))
    ? [{ useTabs: true, tabWidth: 2 }, { useTabs: true, tabWidth: 4 }]
    : lines.some((line) => /^ {2}[^ *]/.test(line))
      ? [{ tabWidth: 2 }]
      : [{ tabWidth: 4 }, { tabWidth: 2 }];
  const isLong = lines.some((line) => line.length > 80);
  const hasSemicolons = lines.some((line) => line.endsWith(";"));
  for (const printWidth of isLong ? [80, 100, 120] : [80]) {
    for (const semi of hasSemicolons ? [true] : [false, true]) {
      for (const singleQuote of text.includes("'") ? [false, true] : [false]) {
        for (const trailingComma of ["all", "es5", "none"]) {
          for (const levels of indent) {
            yield { printWidth, semi, singleQuote, trailingComma, ...levels };
          }
        }
      }
    }
  }
}
