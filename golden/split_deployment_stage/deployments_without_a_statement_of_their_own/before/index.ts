import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';

const api = new aws.apigateway.RestApi('shapes');
const preview = new pulumi.Config().getBoolean('preview');

const sides = ['blue', 'green'].map(
  (side) =>
    new aws.apigateway.Deployment(side, { restApi: api.id, stageName: side }),
);

const known = {
  beta: new aws.apigateway.Deployment('beta', {
    restApi: api.id,
    stageName: 'beta',
  }),
};

if (preview)
  new aws.apigateway.Deployment('preview', {
    restApi: api.id,
    stageName: 'preview',
  });

export const ids = [...sides, known.beta].map((deployment) => deployment.id);
