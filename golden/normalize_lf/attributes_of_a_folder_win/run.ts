export * from "./index";
export * from "./shared/names";
