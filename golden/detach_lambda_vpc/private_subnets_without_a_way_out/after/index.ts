import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';

const config = new pulumi.Config();
const env = config.get('environmentSuffix') ?? 'dev';

const vpc = new aws.ec2.Vpc(`shop-vpc-${env}`, {
  cidrBlock: '10.0.0.0/16',
  enableDnsHostnames: true,
});

const gateway = new aws.ec2.InternetGateway(`shop-igw-${env}`, {
  vpcId: vpc.id,
});

const privateSubnets: aws.ec2.Subnet[] = [];
for (let index = 0; index < 2; index++) {
  privateSubnets.push(
    new aws.ec2.Subnet(`shop-private-${index}-${env}`, {
      vpcId: vpc.id,
      cidrBlock: `10.0.${index + 10}.0/24`,
    }),
  );
}

const routes = new aws.ec2.RouteTable(`shop-routes-${env}`, {
  vpcId: vpc.id,
  routes: [{ cidrBlock: '0.0.0.0/0', gatewayId: gateway.id }],
});

const lambdaGroup = new aws.ec2.SecurityGroup(`shop-lambda-${env}`, {
  vpcId: vpc.id,
  egress: [
    { protocol: '-1', fromPort: 0, toPort: 0, cidrBlocks: ['0.0.0.0/0'] },
  ],
});

const role = new aws.iam.Role(`shop-role-${env}`, {
  assumeRolePolicy: aws.iam.assumeRolePolicyForPrincipal({
    Service: 'lambda.amazonaws.com',
  }),
  managedPolicyArns: [aws.iam.ManagedPolicy.AWSLambdaVPCAccessExecutionRole],
});

const table = new aws.dynamodb.Table(`shop-orders-${env}`, {
  attributes: [{ name: 'id', type: 'S' }],
  hashKey: 'id',
  billingMode: 'PAY_PER_REQUEST',
});

const orders = new aws.lambda.Function(`shop-orders-${env}`, {
  runtime: 'nodejs20.x',
  handler: 'orders.handler',
  role: role.arn,
  code: new pulumi.asset.FileArchive('./orders'),
  environment: { variables: { TABLE: table.name } },
  // Close to what it needs.
  timeout: 30,
});

for (const job of ['bill', 'ship']) {
  new aws.lambda.Function(`shop-${job}-${env}`, {
    runtime: 'nodejs20.x',
    handler: `${job}.handler`,
    role: role.arn,
    code: new pulumi.asset.FileArchive('./jobs'),
  });
}

new aws.lambda.Function(`shop-audit-${env}`, {
  runtime: 'nodejs20.x',
  handler: 'audit.handler',
  role: role.arn,
  code: new pulumi.asset.FileArchive('./jobs'),
});

export const vpcId = vpc.id;
export const routesId = routes.id;
export const ordersArn = orders.arn;
