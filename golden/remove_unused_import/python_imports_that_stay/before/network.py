"""The network of the shop."""

import pulumi_aws as aws

aws.ec2.Vpc("shop", cidr_block="10.0.0.0/16")
