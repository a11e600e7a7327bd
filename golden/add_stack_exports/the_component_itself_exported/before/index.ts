import { Store } from "./store";

export const store = new Store("a");
