import { Store } from "./store";

const url = process.env.URL;
const store = new Store("a"); // the only one
console.log(url, tableName);
declare const tableName: string;
