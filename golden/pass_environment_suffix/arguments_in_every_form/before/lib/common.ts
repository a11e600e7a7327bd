import * as pulumi from "@pulumi/pulumi";

export interface Common {
  environmentSuffix?: string;
  tags?: pulumi.Input<Record<string, string>>;
}
