import { sqs } from "@pulumi/aws"

const standardTags = { ManagedBy: "Pulumi" }

export const orders = new sqs.Queue("orders", { tags: { ...standardTags, Name: "orders" } })
export const returns = new sqs.Queue("returns")
