#!/usr/bin/env node
// Everything that the shop needs.
import * as aws from '@pulumi/aws';
import path, { join } from 'path';
import { hostname } from 'node:os';
import { readFileSync } from 'fs';
import { promisify } from 'util';
import type { Input, Output } from '@pulumi/pulumi';

const bucket: Input<string> = readFileSync('bucket.txt', 'utf8');
const own = new aws.s3.Bucket('own', {
  tags: { host: hostname(), file: join(path.sep, 'own'), bucket },
});

export const arn: Output<string> = own.arn;
export const print = promisify(process.stdout.write);
// Another one of the same name.
export const twice = (inspect: string): string => inspect + inspect;
