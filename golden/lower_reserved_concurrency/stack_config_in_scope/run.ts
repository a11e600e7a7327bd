import { Cancellation } from "./lib/cancellation";

new Cancellation("cancellation");
export * from "./index";
