import * as pulumi from '@pulumi/pulumi';
import * as aws from '@pulumi/aws';

const config = new pulumi.Config();
const environmentSuffix = config.require('environmentSuffix');

const edgeRole = new aws.iam.Role(`edge-role-${environmentSuffix}`, {
  assumeRolePolicy: aws.iam.assumeRolePolicyForPrincipal({
    Service: 'edgelambda.amazonaws.com',
  }),
});

const usEast1Provider = new aws.Provider('us-east-1', { region: 'us-east-1' });

// CloudFront takes functions of N. Virginia only.
export const edgeLambda = new aws.lambda.Function(
  `ecommerce-edge-lambda-${environmentSuffix}`,
  {
    role: edgeRole.arn,
    runtime: 'nodejs18.x',
    handler: 'index.handler',
    code: new pulumi.asset.AssetArchive({}),
    publish: true,
  },
  { provider: usEast1Provider }
);

const certificatesProvider = new aws.Provider(
  `certificates-${environmentSuffix}`,
  {
    // Certificates of distributions live there, too.
    region: 'us-east-1',
    defaultTags: { tags: { Team: 'web' } },
  }
);

const certificate = new aws.acm.Certificate(
  'site',
  { domainName: 'example.com', validationMethod: 'DNS' },
  {
    protect: true,
    provider: certificatesProvider,
  }
);

export const certificateArn = certificate.arn;
