// A stand-in for @pulumi/kubernetes, not the real one: as much as the golden cases use.

const pulumi = require("@pulumi/pulumi");

class ConfigMap extends pulumi.CustomResource {
  constructor(name, args, opts) {
    super("kubernetes:core/v1:ConfigMap", name, { ...args }, opts);
  }
}

class Provider extends pulumi.ProviderResource {
  constructor(name, args, opts) {
    super("kubernetes", name, { ...args }, opts);
  }
}

module.exports = { core: { v1: { ConfigMap } }, Provider };
