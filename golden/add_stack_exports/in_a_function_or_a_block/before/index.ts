import { Store } from "./store";

function main() {
  const store = new Store("a");
  console.log(store.urn);
}

main();

if (process.env.SECOND) {
  new Store("b");
}
