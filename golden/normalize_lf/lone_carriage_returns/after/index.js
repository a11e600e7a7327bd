// Copied from the wiki.
const aws = require('@pulumi/aws');

const bucket = new aws.s3.Bucket('exports', {
  tags: { Team: 'finance', Purpose: 'monthly exports' },
});

const policy = new aws.s3.BucketPublicAccessBlock('exports', {
  bucket: bucket.id,
  blockPublicAcls: true,
  blockPublicPolicy: true,
  ignorePublicAcls: true,
  restrictPublicBuckets: true,
});

exports.bucketName = bucket.bucket;
exports.policyId = policy.id;
