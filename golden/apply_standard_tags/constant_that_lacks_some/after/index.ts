import { sqs } from "@pulumi/aws"
import * as pulumi from "@pulumi/pulumi"

const standardTags = {
  ManagedBy: "Pulumi",
  Project: pulumi.getProject(),
  Environment: pulumi.getStack(),
}

export const orders = new sqs.Queue("orders", { tags: { ...standardTags, Name: "orders" } })
export const returns = new sqs.Queue("returns", { tags: standardTags })
