import * as aws from '@pulumi/aws';
import { Vpc } from '@pulumi/aws/ec2';
import * as pulumi from '@pulumi/pulumi';

const regions = ['eu-central-1', 'us-east-1'];
for (const region of regions) {
  const regional = new aws.ec2.Vpc(`vpc-${region}`, {
    region,
    cidrBlock: '10.0.0.0/16',
  });
  new aws.ec2.Subnet(`subnet-${region}`, {
    region,
    vpcId: regional.id,
    cidrBlock: '10.0.1.0/24',
  });
}

if (pulumi.getStack() !== 'production') {
  new Vpc('scratch', { cidrBlock: '10.1.0.0/16' });
}

const provider = new aws.Provider('edge', { region: 'us-east-1' });
let edge: aws.ec2.Vpc;
edge = new aws.ec2.Vpc('edge', { cidrBlock: '10.2.0.0/16' }, { provider });
export const edgeId = edge.id;
