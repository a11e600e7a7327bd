import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';

const first = new aws.s3.Bucket('first'),
  second = new aws.s3.Bucket('second');
const cast = new aws.s3.Bucket('cast') as pulumi.Resource;
const commented = /* the audit's */ new aws.s3.Bucket('commented');
const west = new aws.Provider('west', { region: 'us-west-2' });
