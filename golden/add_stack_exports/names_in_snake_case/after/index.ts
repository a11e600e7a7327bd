import { Store } from "./store";

const store = new Store("a");

export const table_arn = store.table.arn;
export const table_name = store.table.name;
export const url = store.url;
