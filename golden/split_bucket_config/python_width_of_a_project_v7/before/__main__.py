import pulumi
import pulumi_aws as aws

customer_uploads_site = aws.s3.Bucket(
    "customer-uploads-site",
    website={"index_document": "index.html"},
)

pulumi.export("endpoint", customer_uploads_site.website_endpoint)
