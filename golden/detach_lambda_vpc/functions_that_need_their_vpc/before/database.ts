import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';

// Something else is in the VPC, which the function may be there for.
const vpc = new aws.ec2.Vpc('data', { cidrBlock: '10.0.0.0/16' });
const subnets = [1, 2].map(
  (index) =>
    new aws.ec2.Subnet(`data-${index}`, {
      vpcId: vpc.id,
      cidrBlock: `10.0.${index}.0/24`,
    }),
);
const subnetIds = subnets.map((subnet) => subnet.id);

export const group = new aws.rds.SubnetGroup('data', { subnetIds });

export const report = new aws.lambda.Function('report', {
  runtime: 'nodejs20.x',
  handler: 'report.handler',
  role: 'arn:role',
  code: new pulumi.asset.FileArchive('./report'),
  vpcConfig: { subnetIds, securityGroupIds: ['sg-1'] },
});
