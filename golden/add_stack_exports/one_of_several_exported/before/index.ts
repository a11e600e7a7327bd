import * as pulumi from "@pulumi/pulumi";
import { Store } from "./store";

const primary = new Store("primary");
const replica = new Store("replica");

export const replicaUrl = pulumi.concat("tcp://", replica.url);
