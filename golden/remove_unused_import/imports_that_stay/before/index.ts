import './lib/network';
import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';
import { Topic } from '@pulumi/aws/sns';
import type { BucketArgs } from '@pulumi/aws/s3';
import { lambda } from '@pulumi/aws';
import fs = require('fs');
import * as crypto from 'crypto'; // eslint-disable-line no-unused-vars
// eslint-disable-next-line @typescript-eslint/no-unused-vars
import * as os from 'os';
import * as path from 'path';
import { URL } from 'url';
import * as events from 'events';

type Held = Topic;

/**
 * What the topic is for.
 *
 * @param {URL} url where it is read
 */
export function topic(args: BucketArgs, kind: typeof events): Held | undefined {
  const shadowed = (text: string) => text + path.sep + fs.constants.R_OK;
  pulumi.log.info(shadowed(`${args.bucket}${kind.name}`));
  return undefined;
}

export { lambda };
export default aws.s3.Bucket;
