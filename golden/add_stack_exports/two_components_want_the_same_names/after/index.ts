import { Store } from "./store";

const url = "https://example.org";
const orders = new Store("orders");
const store = new Store("invoices-of-customers", {
  size: 10,
  prefix: "/of/customers",
});
console.log(url);

export const storeTableArn = store.table.arn;
export const storeTableName = store.table.name;
export const storeUrl = store.url;
export const ordersTableArn = orders.table.arn;
export const ordersTableName = orders.table.name;
export const ordersUrl = orders.url;
