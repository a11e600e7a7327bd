import * as aws from "@pulumi/aws";
import { ReportsApi } from "./index";

const api = new aws.apigateway.RestApi("api");
export const links = new ReportsApi("reports", api, ["daily", "weekly"]).links;
