import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';

const config = new pulumi.Config('gateway');
const stageName = config.get('stage') ?? pulumi.getStack();
const name = `gateway-${stageName}`;

export function publish(
  api: aws.apigateway.RestApi,
  opts?: pulumi.CustomResourceOptions,
): pulumi.Output<string> {
  const deployment = new aws.apigateway.Deployment(
    name,
    { restApi: api.id },
    opts,
  );
  const stage = new aws.apigateway.Stage(
    `${name}-stage`,
    {
      restApi: api.id,
      deployment: deployment.id,
      stageName,
    },
    opts,
  );
  return stage.invokeUrl;
}
