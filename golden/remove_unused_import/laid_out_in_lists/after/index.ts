import { sqs } from '@pulumi/aws';
import {
  Config,
  // Where outputs meet.
  interpolate,
  getStack,
} from '@pulumi/pulumi';
import { existsSync } from 'fs'; // for the handler

const config = new Config();
const queue = new sqs.Queue('orders', { name: config.get('queue') });

export const url = interpolate`${queue.url}#${getStack()}`;
export const there = existsSync('handler');
