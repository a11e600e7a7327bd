import { Store } from "./store";

new Store("a");
