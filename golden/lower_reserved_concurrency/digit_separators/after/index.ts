import { lambda } from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';

const config = new pulumi.Config();
const roleArn = config.require('roleArn');

export const ingest = new lambda.Function('ingest', {
  runtime: lambda.Runtime.NodeJS20dX,
  handler: 'ingest.handler',
  role: roleArn,
  code: new pulumi.asset.FileArchive('./dist/ingest'),
  reservedConcurrentExecutions: 10,
  memorySize: 1_024,
});

export const onMessage = new lambda.CallbackFunction<string, void>(
  'on-message',
  {
    runtime: lambda.Runtime.NodeJS20dX,
    reservedConcurrentExecutions: 10,
    callback: async (message) => {
      console.log(message);
    },
  },
);
