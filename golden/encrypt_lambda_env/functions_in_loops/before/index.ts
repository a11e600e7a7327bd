import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';

const stage = pulumi.getStack();
const role = 'arn:aws:iam::123456789012:role/jobs';

// One function for each step.
for (const step of ['check', 'book']) {
  new aws.lambda.Function(`step-${step}-${stage}`, {
    role,
    runtime: 'nodejs20.x',
    handler: `${step}.handler`,
    code: new pulumi.asset.FileArchive('./steps'),
    environment: { variables: { STEP: step } },
  });
}

['mail', 'push'].forEach((way) => {
  const tags = { Way: way };
  new aws.lambda.Function(`notify-${way}`, {
    role,
    runtime: 'nodejs20.x',
    handler: `${way}.handler`,
    code: new pulumi.asset.FileArchive('./ways'),
    environment: { variables: { WAY: way } },
    tags,
  });
});

export class Jobs extends pulumi.ComponentResource {
  constructor(name: string, opts?: pulumi.ComponentResourceOptions) {
    super('acme:jobs:Jobs', name, {}, opts);
    for (const zone of ['a', 'b']) {
      for (const hour of [6, 18]) {
        new aws.lambda.Function(
          `${name}-${zone}-${hour}`,
          {
            role,
            runtime: 'nodejs20.x',
            handler: 'job.handler',
            code: new pulumi.asset.FileArchive('./jobs'),
            environment: { variables: { ZONE: zone } },
          },
          { parent: this },
        );
      }
    }
  }
}

new Jobs('jobs');
