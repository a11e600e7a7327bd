// A stand-in for a package that does not exist: one that offers a component of its own.

import * as pulumi from "@pulumi/pulumi";

export class Cluster extends pulumi.ComponentResource {
  constructor(name: string);
  readonly endpoint: pulumi.Output<string>;
}
