import * as pulumi from "@pulumi/pulumi";
import * as aws from "@pulumi/aws";
import * as awsx from "@pulumi/awsx";
import { Cluster } from "some-package";

class Store {
  readonly url = pulumi.output("x");
}

class Quiet extends pulumi.ComponentResource {
  private readonly topic = new aws.sns.Topic("t", {}, { parent: this });
  readonly topicKind: string = "fifo";
  readonly late!: aws.sns.Topic;
  constructor() {
    super("a:Quiet", "quiet");
    new Inner();
  }
}

class Inner extends pulumi.ComponentResource {
  readonly url = pulumi.output("x");
  constructor() {
    super("a:Inner", "inner");
  }
}

const store = new Store();
const quiet = new Quiet();
const vpc = new awsx.ec2.Vpc("vpc");
const cluster = new Cluster("c");
console.log(store, quiet, vpc, cluster, [new Inner()]);
