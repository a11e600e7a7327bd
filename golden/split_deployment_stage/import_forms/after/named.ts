import { Deployment, Stage, RestApi } from '@pulumi/aws/apigateway';

const api = new RestApi('named');

const release = new Deployment('named-deployment', {
  restApi: api.id,
});

const releaseStage = new Stage('named-stage', {
  restApi: api.id,
  deployment: release.id,
  stageName: 'live',
});

export const namedUrl = releaseStage.invokeUrl;
