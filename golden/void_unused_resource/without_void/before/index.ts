import * as aws from "@pulumi/aws"

const key = new aws.kms.Key("orders", { description: "orders" })
const alias = new aws.kms.Alias("orders", { targetKeyId: key.id })
// A long one that fits on its line without the name.
const aliasOfTheOrdersKeyForReports = new aws.kms.Alias("orders-for-reports", {
  targetKeyId: key.id,
})
const grantOfTheOrdersKey = new aws.kms.Alias(
  "orders-under-another-name",
  { targetKeyId: key.id },
  { protect: true },
)
