import * as aws from '@pulumi/aws';

let round = 0;
for (const name of ['a', 'b']) {
  round += 1;
  const awsProvider = new aws.Provider(`round-${round}`, {
    region: 'us-west-1',
  });
  new aws.s3.Bucket(name, {}, { provider: awsProvider });
}

const names = ['first', 'second'];
function next(): string {
  return names.shift() ?? 'last';
}

const awsProvider2 = new aws.Provider(next(), { region: 'us-west-2' });

// Each is another provider.
new aws.sqs.Queue('one', {}, { provider: awsProvider2 });
const awsProvider3 = new aws.Provider(next(), { region: 'us-west-2' });
new aws.sqs.Queue('two', {}, { provider: awsProvider3 });
