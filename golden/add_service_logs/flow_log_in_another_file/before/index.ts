import * as aws from '@pulumi/aws';
import { FlowLogs } from './logs';

const vpc = new aws.ec2.Vpc('vpc', { cidrBlock: '10.0.0.0/16' });

new FlowLogs('logs', { network: vpc });
