export * from "./site";
export { Queue } from "./queue";
export { Network } from "./network";
