import * as lib from "../lib";

// One of each.
const tap = new lib.Stack("tap", {});
console.log(tap.urn);
