export * from "./containers";
export * from "./own-class";
