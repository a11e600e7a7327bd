import * as aws from "@pulumi/aws";
import { publish } from "./index";

const api = new aws.apigateway.RestApi("api");
export const url = publish(api, { protect: true, ignoreChanges: ["triggers"] });
