import { Store } from "./store";

const store = new Store("a");
const stores = [{ name: "a", url: store.url }];
export let urls: unknown[] = [];
for (const { name, url } of stores) {
  const line = { name, url };
  urls = urls.concat(line);
}
