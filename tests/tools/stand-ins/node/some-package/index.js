// A stand-in for a package that does not exist: one that offers a component of its own.

const pulumi = require("@pulumi/pulumi");

class Cluster extends pulumi.ComponentResource {
  constructor(name) {
    super("some:index:Cluster", name);
    this.endpoint = pulumi.output(`https://${name}`);
  }
}

module.exports = { Cluster };
