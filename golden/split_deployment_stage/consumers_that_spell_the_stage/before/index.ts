import * as aws from '@pulumi/aws';

const stageName = 'prod';
const api = new aws.apigateway.RestApi('metered');
const other = new aws.apigateway.RestApi('unmetered');

const deployment = new aws.apigateway.Deployment('metered', {
  restApi: api.id,
  stageName: stageName,
});

const plan = new aws.apigateway.UsagePlan(
  'metered',
  {
    apiStages: [
      { apiId: api.id, stage: 'prod' },
      { apiId: other.id, stage: 'prod' },
    ],
    quotaSettings: { limit: 1000, period: 'MONTH' },
  },
  { dependsOn: [deployment] },
);

const settings = new aws.apigateway.MethodSettings('metered', {
  restApi: api.id,
  stageName: stageName,
  methodPath: '*/*',
  settings: { metricsEnabled: true },
});

new aws.apigateway.BasePathMapping('metered', {
  domainName: 'api.example.com',
  restApi: api.id,
  stageName: deployment.stageName,
});

export const planId = plan.id;
export const settingsId = settings.id;
