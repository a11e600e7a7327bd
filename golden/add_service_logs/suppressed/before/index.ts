import * as aws from '@pulumi/aws';

// iacfix-ignore add-service-logs: the security team logs all VPCs
const vpc = new aws.ec2.Vpc('vpc', { cidrBlock: '10.0.0.0/16' });

const lab = new aws.ec2.Vpc('lab', { cidrBlock: '10.1.0.0/16' });

export const ids = [vpc.id, lab.id];
