// A stand-in for the types of @pulumi/kubernetes, not its real ones: as much as the golden cases use.

import * as pulumi from "@pulumi/pulumi";

export namespace core {
  namespace v1 {
    class ConfigMap extends pulumi.CustomResource {
      constructor(
        name: string,
        args?: { data?: pulumi.Input<{ [key: string]: pulumi.Input<string> }> },
        opts?: pulumi.CustomResourceOptions,
      );
      readonly data: pulumi.Output<{ [key: string]: string }>;
    }
  }
}

export class Provider extends pulumi.ProviderResource {
  constructor(
    name: string,
    args?: { kubeconfig?: pulumi.Input<string> },
    opts?: pulumi.ResourceOptions,
  );
}
