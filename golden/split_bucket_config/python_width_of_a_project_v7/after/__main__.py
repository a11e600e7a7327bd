import pulumi
import pulumi_aws as aws

customer_uploads_site = aws.s3.Bucket(
    "customer-uploads-site",
)

customer_uploads_site_website = aws.s3.BucketWebsiteConfiguration(
    "customer-uploads-site-website",
    bucket=customer_uploads_site.id,
    index_document={"suffix": "index.html"},
)

pulumi.export(
    "endpoint", customer_uploads_site_website.website_endpoint
)
