#!/usr/bin/env node
// Everything that the shop needs.
import * as fs from 'fs';
import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';
import shop, { prefix, suffix } from './names';
import other, { separator } from './names';
import { existsSync, writeFileSync, type Stats } from 'fs';
import { inspect, promisify } from 'util';
import type { Input, Output } from '@pulumi/pulumi';
import type { BucketArgs } from '@pulumi/aws/s3';

const marked: Input<string> = existsSync('index.ts') ? 'here' : 'elsewhere';
const own = new aws.s3.Bucket('own', {
  tags: { shop, name: `${prefix}${separator}own`, marked },
});

export const arn: Output<string> = own.arn;
export const print = typeof promisify;
// Another one of the same name.
export const twice = (inspect: string): string => inspect + inspect;
