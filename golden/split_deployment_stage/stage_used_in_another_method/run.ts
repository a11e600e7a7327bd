import * as aws from "@pulumi/aws";
import { BillingApi } from "./index";

const billing = new BillingApi("billing", new aws.apigateway.RestApi("api"));
export const url = billing.url("invoices");
