'use strict';

const aws = require('@pulumi/aws');

const bucket = new aws.s3.Bucket('bucket');
void new aws.s3.BucketPolicy('policy', { bucket: bucket.id, policy: '{}' });
void new aws.sns.Topic('topic');
const queue = new aws.sqs.Queue('queue');
const table = new aws.s3.Bucket('table');

module.exports = { queue };
exports.table = table;
