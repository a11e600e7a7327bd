import * as aws from '@pulumi/aws';
import { vpc } from './lib/network';
import * as typescript from 'typescript';

export const bucket = new aws.s3.Bucket('shop').arn;
