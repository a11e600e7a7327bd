import { Store } from "./store";

const store = new Store("a");
const { url } = store;
const outputs = { address: url };
export const address = outputs.address;
