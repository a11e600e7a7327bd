from pulumi import export
from pulumi_aws.s3 import Bucket

site = Bucket('site', acl='public-read', website={'index_document': 'index.html', 'error_document': 'error.html'})

Bucket('plain', versioning={'enabled': True}, request_payer='Requester')

export('url', site.website_endpoint)
