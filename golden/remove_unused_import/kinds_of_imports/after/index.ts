#!/usr/bin/env node
// Everything that the shop needs.
import * as aws from '@pulumi/aws';
import shop, { prefix } from './names';
import { separator } from './names';
import { existsSync } from 'fs';
import { promisify } from 'util';
import type { Input, Output } from '@pulumi/pulumi';

const marked: Input<string> = existsSync('index.ts') ? 'here' : 'elsewhere';
const own = new aws.s3.Bucket('own', {
  tags: { shop, name: `${prefix}${separator}own`, marked },
});

export const arn: Output<string> = own.arn;
export const print = typeof promisify;
// Another one of the same name.
export const twice = (inspect: string): string => inspect + inspect;
