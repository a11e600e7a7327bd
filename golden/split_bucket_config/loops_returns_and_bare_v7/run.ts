import { makeBucket } from "./index";

export * from "./index";
export const made = makeBucket("made").id;
