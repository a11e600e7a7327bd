import { bucket } from "./index";

export * from "./index";
export const made = bucket({ versioning: { enabled: true } }).id;
