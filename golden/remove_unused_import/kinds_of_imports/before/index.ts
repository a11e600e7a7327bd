#!/usr/bin/env node
// Everything that the shop needs.
import * as fs from 'fs';
import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';
import path, { join, resolve } from 'path';
import os, { hostname } from 'node:os';
import { readFileSync, writeFileSync, type Stats } from 'fs';
import { inspect, promisify } from 'util';
import type { Input, Output } from '@pulumi/pulumi';
import type { BucketArgs } from '@pulumi/aws/s3';

const bucket: Input<string> = readFileSync('bucket.txt', 'utf8');
const own = new aws.s3.Bucket('own', {
  tags: { host: hostname(), file: join(path.sep, 'own'), bucket },
});

export const arn: Output<string> = own.arn;
export const print = promisify(process.stdout.write);
// Another one of the same name.
export const twice = (inspect: string): string => inspect + inspect;
