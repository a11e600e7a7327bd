import * as pulumi from "@pulumi/pulumi";
import { Store } from "./store";

class App extends pulumi.ComponentResource {
  readonly url: pulumi.Output<string>;
  constructor(name: string, args: { table: pulumi.Input<string> }) {
    super("shop:App", name);
    this.url = pulumi.interpolate`https://${args.table}`;
  }
}

const store = new Store("a");
const app = new App("app", { table: store.table.name });

export const url = app.url;
