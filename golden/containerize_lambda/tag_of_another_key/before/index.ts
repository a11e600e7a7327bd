import { Function, Runtime } from "@pulumi/aws/lambda";
import { asset } from "@pulumi/pulumi";

export const handler = new Function("orderHandler", {
	runtime: Runtime.NodeJS18dX,
	handler: "index.handler",
	role: "arn:aws:iam::123456789012:role/service",
	code: new asset.FileArchive("./lambda"),
});
