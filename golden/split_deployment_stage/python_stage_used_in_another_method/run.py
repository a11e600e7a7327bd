import pulumi
import pulumi_aws as aws
from billing import BillingApi

billing = BillingApi("billing", aws.apigateway.RestApi("api"))
pulumi.export("url", billing.url("invoices"))
