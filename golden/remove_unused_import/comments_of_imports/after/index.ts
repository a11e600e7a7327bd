// The bucket of reports.
import * as aws from '@pulumi/aws';

// util and url are for later
import * as url from 'url';
import { join } from 'path';

export const bucket = new aws.s3.Bucket('reports', {
  bucket: join('a', url.format({ host: 'b' })),
});
