import * as pulumi from "@pulumi/pulumi";
import { Store } from "./index";

class Shop extends pulumi.ComponentResource {
  constructor() {
    super("shop:index:Shop", "shop");
    new Store("store", { parent: this, protect: true, ignoreChanges: ["tags"] });
  }
}

new Shop();
