import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';

const api = new aws.apigateway.RestApi('invoices');

function urlOf(
  deployment: aws.apigateway.Deployment,
  path: string,
): pulumi.Output<string> {
  return pulumi.interpolate`${deployment.invokeUrl}/${path}`;
}

const release = new aws.apigateway.Deployment('invoices', {
  restApi: api.id,
});

const releaseStage = new aws.apigateway.Stage('invoices-stage', {
  restApi: api.id,
  deployment: release.id,
  stageName: 'v1',
});

export const arn = releaseStage.executionArn;
export const url = urlOf(release, 'invoices');
