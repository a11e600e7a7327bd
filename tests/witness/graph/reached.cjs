// Which lines of a program's files were not reached while it ran.

"use strict";

const inspector = require("inspector");
const { SourceMap } = require("module");

const session = new inspector.Session();
session.connect();

function post(method, parameters) {
  let answer;
  // On its own thread a session answers at once.
  session.post(method, parameters, (error, result) => {
    if (error) {
      throw new Error(error.message);
    }
    answer = result;
  });
  return answer;
}

/** From now on what runs is counted. */
function start() {
  post("Profiler.enable");
  post("Profiler.startPreciseCoverage", { callCount: true, detailed: true });
}

/**
 * The lines that were not reached since the last time, by file that was loaded. `compiled` holds what each file was made
 * into, as `{code, map}`; a line of which nothing is left has not to be reached.
 */
function missed(compiled) {
  const files = {};
  for (const script of post("Profiler.takePreciseCoverage").result) {
    const file = decodeURI(script.url.replace(/^file:\/\//, ""));
    const made = compiled.get(file);
    if (made !== undefined) {
      files[file] = missedLines(made, script.functions);
    }
  }
  return files;
}

function missedLines({ code, map }, functions) {
  const isReached = new Uint8Array(code.length).fill(1);
  // The ranges of a function are nested, and follow what they lie in.
  for (const { ranges } of functions) {
    for (const { startOffset, endOffset, count } of ranges) {
      isReached.fill(count > 0 ? 1 : 0, startOffset, endOffset);
    }
  }
  const source = new SourceMap(JSON.parse(map));
  const all = new Set();
  const reached = new Set();
  let line = 0;
  let column = 0;
  for (let offset = 0; offset < code.length; offset += 1) {
    // Within a word nothing new begins.
    if (/\S/.test(code[offset]) && !(isWord(code[offset]) && isWord(code[offset - 1]))) {
      const { originalLine } = source.findEntry(line, column);
      if (originalLine !== undefined) {
        all.add(originalLine + 1);
        if (isReached[offset]) {
          reached.add(originalLine + 1);
        }
      }
    }
    column += 1;
    if (code[offset] === "\n") {
      line += 1;
      column = 0;
    }
  }
  return [...all].filter((line) => !reached.has(line)).sort((a, b) => a - b);
}

function isWord(character = " ") {
  return /\w/.test(character);
}

module.exports = { start, missed };
