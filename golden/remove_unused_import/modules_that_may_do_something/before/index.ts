import * as aws from '@pulumi/aws';
import { vpc } from './lib/network';
import * as grpc from '@grpc/grpc-js';

export const bucket = new aws.s3.Bucket('shop').arn;
