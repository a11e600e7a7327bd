import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';

export class ReportsApi extends pulumi.ComponentResource {
  readonly deployment: aws.apigateway.Deployment;
  readonly links: pulumi.Output<string>[];

  constructor(name: string, api: aws.apigateway.RestApi, paths: string[]) {
    super('reports:api:ReportsApi', name);

    this.deployment = new aws.apigateway.Deployment(
      name,
      { restApi: api.id },
      { parent: this },
    );

    const stage = new aws.apigateway.Stage(
      `${name}-stage`,
      {
        restApi: api.id,
        deployment: this.deployment.id,
        stageName: 'v1',
      },
      { parent: this },
    );
    this.links = paths.map(
      (path) => pulumi.interpolate`${stage.invokeUrl}/${path}`,
    );
  }
}
