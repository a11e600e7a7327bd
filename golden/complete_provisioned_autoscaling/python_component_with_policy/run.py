import pulumi_aws as aws
from lib.stack import Api

Api("api", aws.iam.Role.get("service", "service"))
