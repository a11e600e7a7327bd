export * from "./module";
export * from "./named";
export * from "./renamed";
