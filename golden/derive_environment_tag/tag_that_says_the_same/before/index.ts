import * as aws from '@pulumi/aws';

const environment = 'production';

function environmentOf(account: string): string {
  return account === '123456789012' ? 'production' : 'staging';
}

new aws.s3.Bucket('data', {
  tags: { Environment: 'production', Name: `data-${environment}` },
});

for (const account of ['123456789012', '210987654321']) {
  const environment = environmentOf(account);
  new aws.sns.Topic(`alerts-${environment}`, {
    tags: { Environment: 'production' },
  });
}
