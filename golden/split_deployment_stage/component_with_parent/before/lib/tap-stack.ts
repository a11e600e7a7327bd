import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';

export interface TapStackArgs {
  environmentSuffix: string;
  handler: aws.lambda.Function;
  provider?: aws.Provider;
}

export class TapStack extends pulumi.ComponentResource {
  public readonly apiUrl: pulumi.Output<string>;
  private readonly deployment: aws.apigateway.Deployment;

  constructor(
    name: string,
    args: TapStackArgs,
    opts?: pulumi.ComponentResourceOptions,
  ) {
    super('tap:stack:TapStack', name, {}, opts);

    const api = new aws.apigateway.RestApi(
      `tap-${args.environmentSuffix}`,
      {},
      { parent: this, provider: args.provider },
    );
    const root = new aws.apigateway.Integration(
      `tap-root-${args.environmentSuffix}`,
      {
        restApi: api.id,
        resourceId: api.rootResourceId,
        httpMethod: 'GET',
        type: 'AWS_PROXY',
        integrationHttpMethod: 'POST',
        uri: args.handler.invokeArn,
      },
      { parent: this, provider: args.provider },
    );

    this.deployment = new aws.apigateway.Deployment(
      `tap-deployment-${args.environmentSuffix}`,
      {
        restApi: api.id,
        description: 'Built by the pipeline',
        stageName: args.environmentSuffix,
        stageDescription: `The ${args.environmentSuffix} environment`,
        variables: {
          environment: args.environmentSuffix,
          logLevel: 'info',
        },
      },
      { parent: this, provider: args.provider, dependsOn: [root] },
    );

    new aws.lambda.Permission(
      `tap-invoke-${args.environmentSuffix}`,
      {
        action: 'lambda:InvokeFunction',
        function: args.handler.name,
        principal: 'apigateway.amazonaws.com',
        sourceArn: pulumi.interpolate`${this.deployment.executionArn}/*/*`,
      },
      { parent: this, provider: args.provider },
    );

    this.apiUrl = this.deployment.invokeUrl;
    this.registerOutputs({
      apiUrl: this.apiUrl,
      deploymentId: this.deployment.id,
    });
  }
}
