import { Store } from "./store";

const store = new Store("a");
