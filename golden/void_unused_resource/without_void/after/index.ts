import * as aws from "@pulumi/aws"

const key = new aws.kms.Key("orders", { description: "orders" })
new aws.kms.Alias("orders", { targetKeyId: key.id })
// A long one that fits on its line without the name.
new aws.kms.Alias("orders-for-reports", {
  targetKeyId: key.id,
})
new aws.kms.Alias(
  "orders-under-another-name",
  { targetKeyId: key.id },
  { protect: true },
)
