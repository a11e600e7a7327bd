from pulumi import export
import pulumi
from pulumi_aws.s3 import (
    Bucket,
    BucketOwnershipControls,
    BucketAclV2,
    BucketWebsiteConfigurationV2,
    BucketVersioningV2,
    BucketRequestPaymentConfigurationV2,
)

site = Bucket('site', opts=pulumi.ResourceOptions(ignore_changes=['acl', 'website']))
site_ownership_controls = BucketOwnershipControls(
    'site-ownership-controls',
    bucket=site.id,
    rule={'object_ownership': 'BucketOwnerPreferred'},
)
BucketAclV2(
    'site-acl',
    bucket=site.id,
    acl='public-read',
    opts=pulumi.ResourceOptions(depends_on=[site_ownership_controls]),
)
site_website = BucketWebsiteConfigurationV2(
    'site-website',
    bucket=site.id,
    index_document={'suffix': 'index.html'},
    error_document={'key': 'error.html'},
)

bucket = Bucket('plain')
BucketVersioningV2(
    'plain-versioning',
    bucket=bucket.id,
    versioning_configuration={'status': 'Enabled'},
)
BucketRequestPaymentConfigurationV2(
    'plain-request-payment',
    bucket=bucket.id,
    payer='Requester',
)

export('url', site_website.website_endpoint)
