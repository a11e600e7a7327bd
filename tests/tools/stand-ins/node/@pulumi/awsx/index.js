// A stand-in for @pulumi/awsx, not the real one: as much as the golden cases use.

const pulumi = require("@pulumi/pulumi");

class Vpc extends pulumi.ComponentResource {
  constructor(name, args, opts) {
    super("awsx:ec2:Vpc", name, {}, opts);
    this.vpcId = pulumi.output(`${name}-vpc`);
  }
}

class Image extends pulumi.ComponentResource {
  constructor(name, args, opts) {
    super("awsx:ecr:Image", name, args, opts);
    this.imageUri = pulumi.output(`${name}-uri`);
  }
}

module.exports = { ec2: { Vpc }, ecr: { Image } };
