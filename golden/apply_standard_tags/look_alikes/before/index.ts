import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';

const tags = {
  Project: pulumi.getProject(),
  ManagedBy: 'Pulumi',
  Environment: 'prod',
};

// All tags are there.
export const complete = new aws.sqs.Queue('complete', { tags });
export const more = new aws.sqs.Queue('more', { tags: { ...tags, Name: 'more' } });

// It takes no tags, or none that anybody looks for.
export const role = new aws.iam.Role('role', { assumeRolePolicy: '{}', tags });
export const policy = new aws.iam.RolePolicy('policy', { role: role.id, policy: '{}' });
export const object = new aws.s3.BucketObject('object', { bucket: 'bucket', content: 'x' });
// Version 7 has tags here.
export const point = new aws.s3.AccessPoint('point', { bucket: 'bucket' });

// Its provider gives it all of them.
const provider = new aws.Provider('tagged', { defaultTags: { tags } });
export const byProvider = new aws.sqs.Queue('by-provider', {}, { provider });

// Which tags these are is known while the program runs.
function tagged(name: string) {
  return { Name: name };
}
export const made = new aws.sqs.Queue('made', { tags: tagged('made') });

class Queue extends pulumi.ComponentResource {
  constructor(name: string, args: { tags?: Record<string, string> }) {
    super('acme:queue:Queue', name, args);
    new aws.sqs.Queue(name, { tags: { ...args.tags, Name: name } }, { parent: this });
  }
}
export const own = new Queue('own', {});
