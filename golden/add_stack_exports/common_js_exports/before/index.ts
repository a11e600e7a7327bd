import { Store } from "./store";

const store = new Store("a");
exports.region = "eu-west-1";
