import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';
import { imported } from './functions';

const config = new pulumi.Config();

const orders = new aws.lambda.Function('orders', {
  runtime: 'nodejs20.x',
  handler: 'orders.handler',
  role: config.require('roleArn'),
  code: new pulumi.asset.FileArchive('./orders'),
});

export const ordersVersion = new aws.lambda.FunctionVersion('orders-version', {
  functionName: orders.name,
});

const importedVersion = new aws.lambda.FunctionVersion('imported-version', {
  functionName: imported.name,
});

const asked = new aws.lambda.FunctionVersion('asked-version', {
  functionName: orders.name,
});

export const size = asked.sourceCodeSize;
export const versions = [importedVersion.version];

export class Billing extends pulumi.ComponentResource {
  readonly version: pulumi.CustomResource;

  constructor(name: string, opts?: pulumi.ComponentResourceOptions) {
    super('acme:billing:Billing', name, {}, opts);
    this.version = new aws.lambda.FunctionVersion(`${name}-version`, {
      functionName: orders.name,
    });
  }
}
