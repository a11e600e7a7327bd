import * as aws from '@pulumi/aws';

const isolated = process.env['ISOLATED'] === 'yes';
const vpc = isolated
  ? new aws.ec2.Vpc('isolated', { cidrBlock: '10.0.0.0/16' })
  : aws.ec2.Vpc.get('shared', 'vpc-0');

const others = ['a', 'b'].map(
  (name) => new aws.ec2.Vpc(name, { cidrBlock: '10.1.0.0/16' }),
);

function network(name: string): aws.ec2.Vpc {
  return new aws.ec2.Vpc(name, { cidrBlock: '10.2.0.0/16' });
}

const inline = new aws.ec2.Vpc(
  'inline',
  { cidrBlock: '10.3.0.0/16' },
  { provider: new aws.Provider('inline', { region: 'us-east-1' }) },
);

export const ids = [vpc, network('c'), inline, ...others].map((one) => one.id);
