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
    { restApi: api.id, stageName },
    opts,
  );
  return deployment.invokeUrl;
}
