import * as aws from "@pulumi/aws";
import { TapStack } from "./lib/tap-stack";

const handler = aws.lambda.Function.get("handler", "handler");
const stack = new TapStack("tap", {
  environmentSuffix: "test",
  handler,
  provider: new aws.Provider("ireland", { region: "eu-west-1" }),
});
export const url = stack.apiUrl;
