import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';

export class BillingApi extends pulumi.ComponentResource {
  private readonly deployment: aws.apigateway.Deployment;

  constructor(name: string, api: aws.apigateway.RestApi) {
    super('billing:api:BillingApi', name);

    this.deployment = new aws.apigateway.Deployment(
      `${name}-deployment`,
      { restApi: api.id, stageName: 'v1' },
      { parent: this },
    );
  }

  url(path: string): pulumi.Output<string> {
    return pulumi.interpolate`${this.deployment.invokeUrl}/${path}`;
  }
}
