import { Store } from "./store";

const url = "https://example.org";
const orders = new Store("orders");
new Store("invoices-of-customers", { size: 10, prefix: "/of/customers" });
console.log(url);
