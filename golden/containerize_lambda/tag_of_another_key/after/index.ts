import { Function } from "@pulumi/aws/lambda";
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

const handlerRepository = new aws.ecr.Repository("order-handler-repository", {
	imageScanningConfiguration: { scanOnPush: true },
});

const handlerImageTag = new pulumi.Config().require("release");

export const handler = new Function("orderHandler", {
	packageType: "Image",
	role: "arn:aws:iam::123456789012:role/service",
	imageUri: pulumi.interpolate`${handlerRepository.repositoryUrl}:${handlerImageTag}`,
});
