import { Store } from "./store";

const store = new Store("a");

export const tableName = store.table.name;
export const apiKey = store.apiKey;
