export * from "./aliased";
export * from "./class";
export * from "./deep";
export * from "./rebound";
export const required = require("./required");
