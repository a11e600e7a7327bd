import { Store } from "./index";

new Store("versioned", true);
new Store("suspended", false);
