import * as aws from '@pulumi/aws';

// iacfix-ignore void-unused-resource: the name says what it is for
const invoices = new aws.s3.Bucket('b-17');
const orders = new aws.s3.Bucket('b-18'); // iacfix-ignore void-unused-resource
