// What the program expects of its surroundings.
Object.assign(globalThis, { tableName: "tables" });
export * from "./index";
