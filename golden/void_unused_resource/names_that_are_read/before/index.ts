import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';

const bucket = new aws.s3.Bucket('read');
export const arn = bucket.arn;
export const exported = new aws.s3.Bucket('exported');
const listed = new aws.s3.Bucket('listed');
export { listed as list };

// Read as a type, in a template, under its own name, and in what is never called.
const typed = new aws.s3.Bucket('typed');
let other: typeof typed | undefined;
const templated = new aws.s3.Bucket('templated');
pulumi.log.info(`${templated}`);
const shorthand = new aws.s3.Bucket('shorthand');
pulumi.all({ shorthand }).apply((names) => pulumi.log.info(`${names}`));
const later = new aws.s3.Bucket('later');
export const whenever = () => later;

// Given another value, or given this one later.
let again = new aws.s3.Bucket('again');
again = new aws.s3.Bucket('again-2');
let declared: aws.s3.Bucket;
declared = new aws.s3.Bucket('declared');

// A part of it is taken.
const { id } = new aws.s3.Bucket('part');
const [first] = [new aws.s3.Bucket('element')];

// It says itself that nobody reads it.
const _ = new aws.s3.Bucket('nobody');
const _kept = new aws.s3.Bucket('kept');
// eslint-disable-next-line @typescript-eslint/no-unused-vars
const silenced = new aws.s3.Bucket('silenced');
const silencedHere = new aws.s3.Bucket('here'); // eslint-disable-line no-unused-vars

// No resources.
const settings = new pulumi.Config();
const archive = new pulumi.asset.AssetArchive({});
class Bucket {}
const own = new Bucket();
void new aws.s3.Bucket('void');
new aws.s3.Bucket('bare');

export class Store {
  public readonly field = new aws.s3.Bucket('field');
  private readonly member: aws.s3.Bucket;

  constructor() {
    this.member = new aws.s3.Bucket('member');
  }

  bucket(): aws.s3.Bucket {
    return this.member;
  }
}

// Another one of that name is read.
function inner() {
  const hidden = new aws.s3.Bucket('hidden');
  return () => hidden;
}
inner();
new Store();
