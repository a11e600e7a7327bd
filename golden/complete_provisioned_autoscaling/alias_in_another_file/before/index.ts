import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';
import { publishAs } from './lib/alias';

const quotes = new aws.lambda.Function('quotes', {
  runtime: 'nodejs20.x',
  handler: 'quotes.handler',
  role: 'arn:role',
  code: new pulumi.asset.FileArchive('./quotes'),
  publish: true,
});
const live = publishAs('quotes-live', quotes);

new aws.appautoscaling.Target(
  'quotes-target',
  {
    maxCapacity: 20,
    minCapacity: 2,
    resourceId: pulumi.interpolate`function:${quotes.name}:live`,
    scalableDimension: 'lambda:function:ProvisionedConcurrency',
    serviceNamespace: 'lambda',
  },
  { dependsOn: [live] },
);
