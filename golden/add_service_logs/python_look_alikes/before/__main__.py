import pulumi
import pulumi_aws as aws

bucket = aws.s3.Bucket("logs")

# VPCs of others.
found = aws.ec2.Vpc.get("found", "vpc-1")
standard = aws.ec2.DefaultVpc("default")

vpcs = {"a": aws.ec2.Vpc("a", cidr_block="10.0.0.0/16")}
for name, vpc in vpcs.items():
    aws.ec2.FlowLog(
        name,
        vpc_id=vpc.id,
        traffic_type="ALL",
        log_destination_type="s3",
        log_destination=bucket.arn,
    )


class Network:
    def __init__(self):
        self.vpc = aws.ec2.Vpc("own", cidr_block="10.1.0.0/16")
        self.log()

    def log(self):
        aws.ec2.FlowLog(
            "own",
            vpc_id=self.vpc.id,
            traffic_type="ALL",
            log_destination_type="s3",
            log_destination=bucket.arn,
        )


Network()

settings = pulumi.Config().get_object("logs") or {}
api = aws.apigateway.RestApi("api")
deployment = aws.apigateway.Deployment("api", rest_api=api.id)
aws.apigateway.Stage(
    "api",
    rest_api=api.id,
    deployment=deployment.id,
    stage_name="live",
    **settings,
)
pulumi.export("vpcs", [found.id, standard.id])
