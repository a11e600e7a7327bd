// The bucket of reports.
import * as aws from '@pulumi/aws';
// fs: to read the policy
import * as fs from 'fs';
import * as os from 'os'; // for the name of the host

// Helpers of ours.
import * as path from 'node:path';
// util and url are for later
import * as util from 'util';
import * as url from 'url';
import {
  join,
  // resolve -> to begin at the root
  resolve,
} from 'path';

export const bucket = new aws.s3.Bucket('reports', {
  bucket: join('a', url.format({ host: 'b' })),
});
