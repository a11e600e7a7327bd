import { lambda, s3, sqs } from '@pulumi/aws';
import {
  Config,
  // Where outputs meet.
  interpolate,
  getProject,
  getStack,
  getOrganization,
} from '@pulumi/pulumi';
import {
  createReadStream,
  createWriteStream,
  existsSync,
  mkdirSync,
  rmdirSync,
} from 'fs'; // for the handler

const config = new Config();
const queue = new sqs.Queue('orders', { name: config.get('queue') });

export const url = interpolate`${queue.url}#${getStack()}`;
export const there = existsSync('handler');
