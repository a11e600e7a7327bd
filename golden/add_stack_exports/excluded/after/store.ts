import * as pulumi from "@pulumi/pulumi";
import * as aws from "@pulumi/aws";

export class Store extends pulumi.ComponentResource {
  public readonly table: aws.dynamodb.Table;
  public readonly url: pulumi.Output<string>;
  public readonly apiKey: pulumi.Output<string>;

  constructor(
    name: string,
    args: { size: number; prefix: string } = { size: 1, prefix: "" },
  ) {
    super("shop:Store", name);
    this.table = new aws.dynamodb.Table(
      name,
      {
        billingMode: "PAY_PER_REQUEST",
        hashKey: "id",
        attributes: [{ name: "id", type: "S" }],
      },
      { parent: this },
    );
    this.url = pulumi.interpolate`https://${this.table.name}/${args.prefix}`;
    this.apiKey = this.table.id;
    this.registerOutputs({ url: this.url });
  }
}
