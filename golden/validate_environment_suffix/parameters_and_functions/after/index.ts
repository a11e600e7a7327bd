import * as aws from '@pulumi/aws';

const suffixes = ['blue', 'green'];

// Makes a queue, and one for what nobody can read.
function queues(name: string, environmentSuffix: string) {
  if (!/^[a-z0-9-]+$/.test(environmentSuffix)) {
    throw new Error(
      `Invalid environmentSuffix '${environmentSuffix}': must contain only lowercase letters, numbers, and hyphens`
    );
  }
  if (environmentSuffix.length > 20) {
    throw new Error(
      `Invalid environmentSuffix '${environmentSuffix}': must be 20 characters or less`
    );
  }

  const dead = new aws.sqs.Queue(`${name}-dead-${environmentSuffix}`);
  return new aws.sqs.Queue(`${name}-${environmentSuffix}`, {
    redrivePolicy: dead.arn.apply((arn) =>
      JSON.stringify({ deadLetterTargetArn: arn, maxReceiveCount: 3 })
    ),
  });
}

const topic = (name: string, environmentSuffix?: string) => {
  if (environmentSuffix && !/^[a-z0-9-]+$/.test(environmentSuffix)) {
    throw new Error(
      `Invalid environmentSuffix '${environmentSuffix}': must contain only lowercase letters, numbers, and hyphens`
    );
  }
  if (environmentSuffix && environmentSuffix.length > 20) {
    throw new Error(
      `Invalid environmentSuffix '${environmentSuffix}': must be 20 characters or less`
    );
  }

  // One for each kind of event.
  return new aws.sns.Topic(
    environmentSuffix ? `${name}-${environmentSuffix}` : name
  );
};

for (const suffix of suffixes) {
  queues('jobs', suffix);
}
topic('events');
topic('audit', 'blue');
