import * as aws from '@pulumi/aws';

let round = 0;
for (const name of ['a', 'b']) {
  round += 1;
  new aws.s3.Bucket(
    name,
    {},
    { provider: new aws.Provider(`round-${round}`, { region: 'us-west-1' }) }
  );
}

const names = ['first', 'second'];
function next(): string {
  return names.shift() ?? 'last';
}

// Each is another provider.
new aws.sqs.Queue(
  'one',
  {},
  { provider: new aws.Provider(next(), { region: 'us-west-2' }) }
);
new aws.sqs.Queue(
  'two',
  {},
  { provider: new aws.Provider(next(), { region: 'us-west-2' }) }
);
