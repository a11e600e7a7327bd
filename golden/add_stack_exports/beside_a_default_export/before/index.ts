import { Store } from "./store";

new Store("a");

export default async () => ({ region: "eu-west-1" });
