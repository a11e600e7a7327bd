import { Store } from "./store";

const store = new Store("a");
const table = store.table.name;
export { table };
