import * as aws from '@pulumi/aws';

// Windows hosts want \r\n in the script, so it is written with escapes.
const userData = ['<powershell>', 'Start-Service orders', '</powershell>']
  .map((line) => `${line}\r\n`)
  .join('');

const host = new aws.ec2.Instance('orders-host', {
  ami: 'ami-0c02fb55956c7d316',
  instanceType: 't3.medium',
  userData,
});

export const lineEnding = '\r';
export const address = host.privateIp;
